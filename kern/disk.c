/* SPDX-License-Identifier: MIT */
/*
 * disk.c - requests at the disk: what may be asked for, and in which order it is done. inc/lib.h
 * says what the calls do. The kernel carries sectors between a disk and frames; what they mean, it
 * does not know.
 *
 * The states of a request:
 *
 *	FREE --submit--> QUEUED --begin_next--> AT_DISK --end--> ENDED --wait, poll--> FREE
 *			    |  (binding revoked)		   ^
 *			    +---------------- end -----------------+
 *
 * If somebody waits for it, end() goes on to FREE at once. When its owner ends (disk_release()), it
 * goes to FREE from all states but AT_DISK, and from there at its end.
 *
 * Invariants, with sched_lock held:
 *   1. at most one request is AT_DISK; if one is QUEUED, one is AT_DISK;
 *   2. a request that is QUEUED or AT_DISK has one reference to the frame of each of its extents,
 *	and counts in sched_awaited;
 *   3. env_nrequests counts the requests whose r_owner an environment is;
 *   4. one that has no owner is FREE or AT_DISK.
 */
#include <inc/error.h>
#include <inc/stdio.h>
#include <kern/binding.h>
#include <kern/cmdline.h>
#include <kern/dev/ide.h>
#include <kern/disk.h>
#include <kern/envwait.h>
#include <kern/interrupt.h>
#include <kern/sched.h>
#include <kern/slot.h>
#include <kern/syscall.h>
#include <kern/timer.h>
#include <kern/usermem.h>

#define LOG2NREQUESTS 7
#define NREQUESTS (1 << LOG2NREQUESTS)
#define REQX(id) ((id) & (NREQUESTS - 1))

/* A disk may have to start its motor first. Longer than that it does not take. */
#define PATIENCE_SECONDS 30

enum RequestState {
	FREE = 0,
	QUEUED,
	AT_DISK,
	ENDED
};

static struct DiskRequest {
	diskreq_t r_id;
	enum RequestState r_state;
	struct Env *r_owner;
	bindid_t r_binding;
	int r_result;
	struct DiskRequest *r_next; /* on the queue, or the next free one */
	struct IdeTransfer r_transfer;
} requests[NREQUESTS];

static struct DiskRequest *free_requests;
static struct DiskRequest *queue, *queue_last; /* in the order in which they came */
static struct DiskRequest *at_disk;	       /* or null: it has nothing to do */

/* How many slices the disk may take, and how many of them are left. */
static uint32_t patience, patience_left;

uint32_t
disk_init(void)
{
	uint32_t sectors;

	for (int i = NREQUESTS - 1; i >= 0; i--) {
		requests[i].r_id = i;
		requests[i].r_next = free_requests;
		free_requests = &requests[i];
	}
	sectors = ide_init(!cmdline_has("nodma"));
	if (sectors == IDE_SECTORS_MAX)
		cprintf("disk: what lies beyond 128 GiB is out of reach\n");
	return sectors;
}

/* Nobody will ask for it any more. */
static void
forget(struct DiskRequest *r)
{
	if (r->r_owner)
		r->r_owner->env_nrequests--;
	r->r_owner = NULL;
	r->r_state = FREE;
	r->r_next = free_requests;
	free_requests = r;
}

static void
enqueue(struct DiskRequest *r)
{
	r->r_state = QUEUED;
	r->r_next = NULL;
	if (queue)
		queue_last->r_next = r;
	else
		queue = r;
	queue_last = r;
}

/* Takes the first request off the queue, which is not empty. */
static struct DiskRequest *
dequeue(void)
{
	struct DiskRequest *r = queue;

	queue = r->r_next;
	return r;
}

/* Gives back the frames of a request, which then has none. With memory_lock held. */
static void
unpin(struct DiskRequest *r)
{
	struct IdeTransfer *t = &r->r_transfer;

	while (t->t_nextents > 0)
		page_decref(pa2page(t->t_extents[--t->t_nextents].x_pa));
}

/*
 * Exercise 5.2 (11 points): what a request may do, and where its memory is.
 *
 * pin: size bytes at va of curenv are to be carried to the disk, or from it if to_disk is false.
 * -E_FAULT if curenv may not do that itself: all of it must lie below UTOP, and user_mem_check()
 * knows the rest, if it is asked for the right permission. Then fill in t_extents and t_nextents: a
 * piece for each page, with its physical address (page_lookup()) and how much of it is in that page
 * (the first may begin, the last may end within a page). The disk will use these frames whatever
 * becomes of the mapping, so count a reference to each; -E_NO_MEM if one has UINT16_MAX already. On
 * an error submit() lets go of what t_nextents counts. With memory_lock held.
 * check: may curenv make this request? Its binding (binding_held()) must be one of sectors (others
 * are bad ones), and allow what is asked for (binding_allows()): BIND_WRITE to write to the disk,
 * BIND_READ to read. Returns 0 or an error of inc/lib.h; also for DISK_REQUESTS_MAX.
 */
static int
pin(struct IdeTransfer *t, uintptr_t va, uint32_t size, bool to_disk)
{
	/* EXERCISE 5.2 pin */
	int perm = to_disk ? PTE_U : PTE_U | PTE_W;

	if (va >= UTOP || size > UTOP - va ||
	    user_mem_check(curenv, (void *)va, size, perm, NULL) < 0)
		return -E_FAULT;
	for (uint32_t part; size > 0; va += part, size -= part) {
		struct PageInfo *pp = page_lookup(curenv->env_pgdir, (void *)va, NULL);

		if (pp->pp_ref == UINT16_MAX)
			return -E_NO_MEM;
		pp->pp_ref++;
		part = MIN(size, (uint32_t)(PGSIZE - PGOFF(va)));
		t->t_extents[t->t_nextents++] = (struct Extent){ page2pa(pp) + PGOFF(va), part };
	}
	return 0;
	/* END EXERCISE 5.2 */
}

static int
check(bindid_t binding, const struct IdeTransfer *t)
{
	/* EXERCISE 5.2 check */
	const struct Binding *b = binding_held(curenv, binding);

	if (!b || b->b_kind != BIND_SECTORS)
		return -E_BAD_BINDING;
	if (!binding_allows(b, t->t_sector, t->t_count, t->t_write ? BIND_WRITE : BIND_READ))
		return -E_NOT_BOUND;
	return curenv->env_nrequests < DISK_REQUESTS_MAX ? 0 : -E_NO_MEM;
	/* END EXERCISE 5.2 */
}

/*
 * Exercise 5.3 (9 points): one after the other.
 *
 * end: request r, which is on no queue, has come to its end with this result. Give back its frames,
 * and count it out of sched_awaited. If it has no owner any more, forget() it. If its owner waits
 * for it (WAIT_FOR_DISK, env_waits_disk), wake it with the result, and forget() it. Else it is
 * ENDED, and keeps the result until its owner asks. Returns whether somebody was woken.
 * begin_next: as long as the disk has nothing to do, take the next request from the queue and have
 * it begun (ide_start()): it is AT_DISK, or the end of its owner would free it (forget_all());
 * patience_left starts anew. One whose binding no longer exists ends with -E_BAD_BINDING instead,
 * and one at which ide_start() fails with -E_IO.
 * move_on: state is what the disk says about the request that it is at. While it is working, let it
 * work, with new patience. If not, that request ends, and the next one begins. Returns whether
 * somebody was woken by the former; those that begin_next() wakes run soon enough.
 * All with sched_lock held.
 */
static bool
end(struct DiskRequest *r, int result)
{
	/* EXERCISE 5.3 end */
	struct Env *owner = r->r_owner;

	lock(&memory_lock);
	unpin(r);
	unlock(&memory_lock);
	sched_awaited--;
	if (owner && !(owner->env_wait == WAIT_FOR_DISK && owner->env_waits_disk == r->r_id)) {
		r->r_state = ENDED;
		r->r_result = result;
		return false;
	}
	if (owner)
		env_wake(owner, result);
	forget(r);
	return owner != NULL;
	/* END EXERCISE 5.3 */
}

static void
begin_next(void)
{
	/* EXERCISE 5.3 begin_next */
	while (queue && !at_disk) {
		struct DiskRequest *r = dequeue();

		if (!binding_exists(r->r_binding)) {
			end(r, -E_BAD_BINDING);
		} else if (ide_start(&r->r_transfer) == IDE_FAILED) {
			end(r, -E_IO);
		} else {
			r->r_state = AT_DISK;
			at_disk = r;
			patience_left = patience;
		}
	}
	/* END EXERCISE 5.3 */
}

static bool
move_on(enum IdeState state)
{
	/* EXERCISE 5.3 move_on */
	struct DiskRequest *r = at_disk;
	bool woken;

	patience_left = patience;
	if (state == IDE_WORKING)
		return false;
	at_disk = NULL;
	woken = end(r, state == IDE_DONE ? 0 : -E_IO);
	begin_next();
	return woken;
	/* END EXERCISE 5.3 */
}

static bool
disk_interrupt(void)
{
	enum IdeState state;
	bool woken;

	lock(&sched_lock);
	state = ide_interrupt();
	woken = at_disk && move_on(state);
	unlock(&sched_lock);
	return woken;
}

/* Another slice has passed. */
static void
disk_tick(void)
{
	/* Without the lock: what begins just now has all its patience left. */
	if (!at_disk)
		return;
	lock(&sched_lock);
	if (at_disk && --patience_left == 0)
		move_on(ide_give_up());
	unlock(&sched_lock);
}

void
disk_start(void)
{
	patience = timer_slices(PATIENCE_SECONDS);
	interrupt_enable(LINE_DISK, disk_interrupt);
	interrupt_each_slice(disk_tick);
}

/* What sys_disk_submit() does with sched_lock held. */
static int32_t
submit(bindid_t binding, uint32_t sector, uintptr_t va, uint32_t count, bool write)
{
	struct DiskRequest *r = free_requests;
	struct IdeTransfer *t = &r->r_transfer;
	int error;

	if (!r)
		return -E_NO_MEM;
	t->t_sector = sector;
	t->t_count = count;
	t->t_write = write;
	t->t_nextents = 0;
	if ((error = check(binding, t)) < 0)
		return error;
	lock(&memory_lock);
	if ((error = pin(t, va, count * SECTSIZE, write)) < 0)
		unpin(r);
	unlock(&memory_lock);
	if (error < 0)
		return error;
	free_requests = r->r_next;
	r->r_id = slot_next_id(r->r_id, LOG2NREQUESTS);
	r->r_owner = curenv;
	r->r_binding = binding;
	curenv->env_nrequests++;
	sched_awaited++;
	enqueue(r);
	begin_next();
	return r->r_id;
}

int32_t
sys_disk_submit(bindid_t binding, uint32_t sector, void *va, uint32_t count, int write)
{
	int32_t r;

	if (count == 0 || count > DISK_SECTORS_MAX || (uintptr_t)va % SECTSIZE != 0)
		return -E_INVAL;
	lock(&sched_lock);
	r = submit(binding, sector, (uintptr_t)va, count, write != 0);
	unlock(&sched_lock);
	return r;
}

/* The request of curenv that an id names, or null. */
static struct DiskRequest *
find(diskreq_t id)
{
	struct DiskRequest *r = &requests[REQX(id)];

	return r->r_owner == curenv && r->r_id == id ? r : NULL;
}

/* What sys_disk_poll() does with sched_lock held. */
static int
poll(diskreq_t id)
{
	struct DiskRequest *r = find(id);
	int result;

	if (!r)
		return -E_INVAL;
	if (r->r_state != ENDED)
		return -E_NOT_YET;
	result = r->r_result;
	forget(r);
	return result;
}

int32_t
sys_disk_poll(diskreq_t request)
{
	int r;

	lock(&sched_lock);
	r = poll(request);
	unlock(&sched_lock);
	return r;
}

int32_t
sys_disk_wait(diskreq_t request)
{
	int r;

	lock(&sched_lock);
	r = poll(request);
	if (r != -E_NOT_YET) {
		unlock(&sched_lock);
		return r;
	}
	curenv->env_waits_disk = request;
	env_wait(curenv, WAIT_FOR_DISK, NULL);
	sched_yield();
}

/* Takes the requests of e off the queue, and the rest of what it has asked for and not heard of. */
static void
forget_all(const struct Env *e)
{
	struct DiskRequest **link = &queue, *r;

	queue_last = NULL;
	while ((r = *link)) {
		if (r->r_owner == e) {
			*link = r->r_next;
		} else {
			queue_last = r;
			link = &r->r_next;
		}
	}
	for (r = requests; r < requests + NREQUESTS; r++) {
		if (r->r_owner != e || r->r_state == AT_DISK)
			continue;
		if (r->r_state == QUEUED) {
			unpin(r);
			sched_awaited--;
		}
		forget(r);
	}
}

void
disk_release(struct Env *e)
{
	if (e->env_nrequests == 0)
		return;
	forget_all(e);
	if (at_disk && at_disk->r_owner == e) {
		at_disk->r_owner = NULL;
		e->env_nrequests--;
	}
}
