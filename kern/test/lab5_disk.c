/* SPDX-License-Identifier: MIT */
/*
 * lab5_disk.c - requests above a disk of our own, which answers when it is told to, or never; and
 * with a slice that is over when we say so.
 */
#include <inc/disk.h>
#include <kern/test/ktest.h>
/* No transfer here is larger, and the kernel has a second table of them. */
#undef DISK_SECTORS_MAX
#define DISK_SECTORS_MAX 8
#include <kern/dev/ide.h>

extern const struct Ktest ktests_lab5_disk[];

static uint32_t slices;		 /* for which the disk is waited for */
static uint32_t begun, given_up; /* transfers */
static enum IdeState answer;	 /* of the disk, to an interrupt */
static bool (*interrupt_handler)(void);
static void (*slice_handler)(void);

static uint32_t
model_timer_slices(uint32_t seconds)
{
	return slices;
}

static uint32_t
model_ide_init(bool dma)
{
	return 0;
}

static enum IdeState
model_ide_start(const struct IdeTransfer *transfer)
{
	begun++;
	return IDE_WORKING;
}

static enum IdeState
model_ide_interrupt(void)
{
	return answer;
}

static enum IdeState
model_ide_give_up(void)
{
	given_up++;
	return IDE_FAILED;
}

static void
model_interrupt_enable(int line, bool (*handler)(void))
{
	interrupt_handler = handler;
}

static void
model_interrupt_each_slice(void (*handler)(void))
{
	slice_handler = handler;
}

static bool
model_binding_exists(int32_t id)
{
	return true;
}

#define timer_slices model_timer_slices
#define ide_init model_ide_init
#define ide_start model_ide_start
#define ide_interrupt model_ide_interrupt
#define ide_give_up model_ide_give_up
#define interrupt_enable model_interrupt_enable
#define interrupt_each_slice model_interrupt_each_slice
#define binding_exists model_binding_exists
/* By these names the grader looks for those of the kernel. */
#define requests model_requests
#define free_requests model_free_requests
#define at_disk model_at_disk
#define disk_init model_disk_init
#define disk_start model_disk_start
#define disk_release model_disk_release
#define sys_disk_submit model_sys_disk_submit
#define sys_disk_poll model_sys_disk_poll
#define sys_disk_wait model_sys_disk_wait
#include <kern/disk.c>

/* A request of owner's. Returns its name. */
static diskreq_t
ask_of(struct Env *owner)
{
	struct DiskRequest *r = free_requests;

	lock(&sched_lock);
	free_requests = r->r_next;
	r->r_owner = owner;
	if (owner)
		owner->env_nrequests++;
	sched_awaited++;
	enqueue(r);
	begin_next();
	unlock(&sched_lock);
	return r->r_id;
}

/* One of which nobody wants to hear. */
static void
ask(void)
{
	ask_of(NULL);
}

/*
 * The disk interrupts: it goes on working, or has done what it was to do. Returns whether the
 * kernel then looks who is to run.
 */
static bool
interrupt_with(enum IdeState state)
{
	answer = state;
	return interrupt_handler();
}

static void
pass(uint32_t n)
{
	for (; n > 0; n--)
		slice_handler();
}

/* Says for how many slices from now on the disk is waited for; 0 if there is no end of it. */
static void
wait_in_vain(const char *what)
{
	uint32_t n = 0, before = given_up;

	while (given_up == before && n < 3 * slices) {
		pass(1);
		n++;
	}
	ktest_say("%s %u", what, given_up == before ? 0 : n);
}

/* Says whether the disk's interrupts have the kernel look who is to run. */
static void
say_who_runs(void)
{
	struct Env *e;

	if (env_alloc(&e, 0) < 0)
		panic("no environment");
	ask_of(e);
	ktest_say("unheard %d", interrupt_with(IDE_DONE));
	e->env_waits_disk = ask_of(e);
	lock(&sched_lock);
	env_wait(e, WAIT_FOR_DISK, NULL);
	unlock(&sched_lock);
	ktest_say("unfinished %d", interrupt_with(IDE_WORKING));
	ktest_say("heard %d", interrupt_with(IDE_DONE));
	/* It has no program. */
	lock(&sched_lock);
	env_set_status(e, ENV_NOT_RUNNABLE);
	unlock(&sched_lock);
}

static void
run_patience(uint32_t nonce)
{
	slices = 10 + nonce % 50;
	disk_init();
	disk_start();
	ktest_say("slices %u", slices);
	ask();
	wait_in_vain("first");
	/* Two, the second of which begins when the first is given up. */
	ask();
	ask();
	wait_in_vain("next");
	wait_in_vain("behind");
	/* The one before has taken nearly all the time there was. */
	ask();
	ask();
	pass(slices - 1);
	interrupt_with(IDE_DONE);
	wait_in_vain("after_answer");
	/* Not the end, but a sign of life. */
	ask();
	pass(slices - 1);
	interrupt_with(IDE_WORKING);
	wait_in_vain("alive");
	say_who_runs();
	ktest_say("begun %u", begun);
	ktest_say("given_up %u", given_up);
}

const struct Ktest ktests_lab5_disk[] = {
	{ "patience", KTEST_ENVS, run_patience },
	{ NULL, KTEST_ENVS, NULL },
};
