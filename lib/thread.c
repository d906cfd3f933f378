/* SPDX-License-Identifier: MIT */
/*
 * thread.c - threads as programs make them: several stacks in one address space, and a way to
 * change from one to the next. The kernel knows one environment; it is asked for pages for stacks.
 *
 * A thread is on one queue or none:
 *
 *	FREE --thread_create--> READY --switch_to_next--> RUNNING (current) --thread_exit--> FREE
 *	                          ^                          |
 *	                          +------ thread_yield ------+
 *	                          |                          | thread_join
 *	       the one joined ends|                          v
 *	                          +----- on `joiners` of the other
 *
 * The stacks, one slot for each thread but the first, from STACKS up. A slot's lowest page is never
 * mapped, so who overflows its stack gets a page fault and not a neighbour's data. The pages stay
 * for the next thread in this slot.
 */
#include <inc/lib.h>
#include <lib/thread.h>

#define NTHREADS 64
#define STACKS 0xD0000000u
#define STACK_PAGES 3
#define STACK_SLOT ((STACK_PAGES + 1) * PGSIZE)

struct Thread {
	uintptr_t esp;	     /* while it does not run: where its registers lie */
	thread_t id;	     /* its number, plus NTHREADS for each earlier use; negative: free */
	struct Thread *next; /* on the queue on which it is */
	struct ThreadQueue {
		struct Thread *first;
		struct Thread *last; /* of no meaning while first is null */
	} joiners;		     /* who waits for its end */
	void (*body)(void *arg);
	void *arg;
};

/* Number 0 is the one that runs umain(), on the stack that the environment was given. */
static struct Thread threads[NTHREADS];
static struct Thread *current = &threads[0];
static struct ThreadQueue ready, unused;
static uint32_t ever_used = 1; /* numbers below have been used, and have a stack */

static void
append(struct ThreadQueue *queue, struct Thread *t)
{
	if (queue->first)
		queue->last->next = t;
	else
		queue->first = t;
	queue->last = t;
	t->next = NULL;
}

static struct Thread *
take_first(struct ThreadQueue *queue)
{
	struct Thread *t = queue->first;

	if (t)
		queue->first = t->next;
	return t;
}

/* The running thread goes on when it is current again; it is on the queue that it waits on. */
static void
switch_to_next(void)
{
	struct Thread *last = current, *next = take_first(&ready);

	if (!next)
		panic("each thread waits for another one to end");
	current = next;
	if (next != last)
		thread_switch(&last->esp, next->esp);
}

/* Where a thread begins. */
static void __noreturn
begin(void)
{
	current->body(current->arg);
	thread_exit();
}

/* The end of the stack of thread number n, which is not 0. */
static uintptr_t
stack_top(uint32_t n)
{
	return STACKS + n * STACK_SLOT;
}

/* A thread that nobody uses, with a stack; or null. */
static struct Thread *
unused_thread(void)
{
	struct Thread *t = take_first(&unused);
	struct PageOp stack = { .po_kind = PAGEOP_ALLOC, .po_npages = STACK_PAGES };

	if (t || ever_used == NTHREADS)
		return t;
	stack.po_dstva = (void *)(stack_top(ever_used) - STACK_PAGES * PGSIZE);
	stack.po_perm = PTE_P | PTE_U | PTE_W;
	if (sys_page_batch(&stack, 1) < 0)
		return NULL;
	t = &threads[ever_used];
	t->id = (thread_t)ever_used++;
	return t;
}

thread_t
thread_create(void (*body)(void *arg), void *arg)
{
	struct Thread *t = unused_thread();
	uint32_t *top;

	if (!t)
		return -E_NO_MEM;
	t->id &= INT32_MAX;
	t->body = body;
	t->arg = arg;
	/* As thread_switch() leaves a stack; above it, where begin() would return to: nowhere. */
	top = (uint32_t *)stack_top((uint32_t)(t - threads));
	top[-1] = 0;
	top[-2] = (uint32_t)begin;
	memset(&top[-6], 0, 4 * sizeof(*top));
	t->esp = (uintptr_t)&top[-6];
	append(&ready, t);
	return t->id;
}

thread_t
thread_self(void)
{
	return current->id;
}

void
thread_yield(void)
{
	append(&ready, current);
	switch_to_next();
}

void
thread_exit(void)
{
	struct Thread *me = current, *joiner;

	while ((joiner = take_first(&me->joiners)))
		append(&ready, joiner);
	/* The next use of the number has another id; it is not negative when it begins. */
	me->id = (thread_t)(((uint32_t)me->id + NTHREADS) | ~(uint32_t)INT32_MAX);
	if (me != &threads[0])
		append(&unused, me);
	if (!ready.first)
		exit();
	switch_to_next();
	panic("a thread that has ended goes on");
}

void
thread_join(thread_t thread)
{
	struct Thread *t = &threads[(uint32_t)thread % NTHREADS];

	if (thread < 0 || t->id != thread)
		return;
	if (t == current)
		panic("a thread waits for its own end");
	append(&t->joiners, current);
	switch_to_next();
}
