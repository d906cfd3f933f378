/* SPDX-License-Identifier: MIT */
/*
 * ipc.c - messages: a word, and a page, from one environment to another; inc/lib.h says what each
 * call does. Everything here happens with sched_lock held, so nothing can come between a look at
 * a receiver and the wait for it: no wakeup is lost.
 *
 * The states of an environment, env_wait:
 *
 *	NOTHING
 *	  | sys_ipc_recv, sys_ipc_reply, and nobody waits to send:
 *	  |		-> FOR_MESSAGE
 *	  | sys_ipc_call, and the other one has taken the message:
 *	  |		-> FOR_ANSWER, on env_waiters of the other one
 *	  | sys_ipc_send or sys_ipc_call, and the other one awaits no message from here:
 *	  |		-> TO_SEND or TO_CALL, on env_senders of the other one; what is sent is
 *	  |		   still in the saved registers, where it was passed. When it is taken,
 *	  |		   TO_CALL -> FOR_ANSWER
 *	<-+ env_complete: the message has come, or was taken, or the other one has ended
 */
#include <inc/error.h>
#include <inc/mmu.h>
#include <kern/env.h>
#include <kern/envwait.h>
#include <kern/pagecall.h>
#include <kern/sched.h>
#include <kern/syscall.h>

/* What is sent. */
struct Message {
	uint32_t m_value;
	void *m_srcva; /* UTOP and above: no page */
	int m_perm;
};

/* The message of a sender that waits: the arguments of its call (inc/syscall.h). */
static struct Message
message_of(const struct Env *sender)
{
	const struct PushRegs *regs = &sender->env_tf.tf_regs;

	return (struct Message){ regs->reg_ecx, (void *)regs->reg_ebx, (int)regs->reg_edi };
}

static bool
has_page(const struct Message *m)
{
	return (uintptr_t)m->m_srcva < UTOP;
}

/* Would the page of this message be refused, whoever receives it? */
static bool
message_ok(const struct Message *m)
{
	return !has_page(m) || (pages_ok(m->m_srcva, 1) && perm_ok(m->m_perm));
}

static bool
place_ok(const void *dstva)
{
	return (uintptr_t)dstva >= UTOP || PGOFF(dstva) == 0;
}

/* Does receiver wait for a message that may come from sender? */
static bool
awaits(const struct Env *receiver, const struct Env *sender)
{
	return receiver->env_wait == WAIT_FOR_MESSAGE ||
	       (receiver->env_wait == WAIT_FOR_ANSWER && receiver->env_waits_for == sender->env_id);
}

/*
 * Exercise 4.11 (10 points): messages.
 *
 * deliver: receiver, whom the message suits (awaits(), or the caller itself), gets it from sender.
 * If there is a page, and receiver wants one (env_ipc_dstva), share it (page_share(), under
 * memory_lock); if that is refused, return its error, and nothing has changed. Then fill in
 * what receiver finds in its env_ipc_* fields. It is not woken here.
 */
static __always_inline int
deliver(struct Env *sender, const struct Message *m, struct Env *receiver)
{
	/* EXERCISE 4.11 deliver */
	bool with_page = has_page(m) && receiver->env_ipc_dstva < UTOP;

	if (with_page) {
		int r;

		lock(&memory_lock);
		r = page_share(sender, m->m_srcva, receiver, (void *)receiver->env_ipc_dstva,
			       m->m_perm);
		unlock(&memory_lock);
		if (r < 0)
			return r;
	}
	receiver->env_ipc_value = m->m_value;
	receiver->env_ipc_from = sender->env_id;
	receiver->env_ipc_perm = with_page ? m->m_perm : 0;
	return 0;
	/* END EXERCISE 4.11 */
}

/* e's call will return when a message has come: from whom, or from anybody if that is null. */
static __always_inline void
await_message(struct Env *e, struct Env *whom, uintptr_t dstva)
{
	e->env_ipc_dstva = dstva;
	env_wait(e, whom ? WAIT_FOR_ANSWER : WAIT_FOR_MESSAGE, whom);
}

/* receiver has its message: it gets the processor at once, in place of curenv, which waits. */
static __always_inline void __noreturn
hand_over(struct Env *receiver)
{
	if (env_complete(receiver, 0))
		sched_hand_over(receiver);
	sched_yield();
}

/*
 * sender, which waited to send to curenv, has been answered with r. If that is 0 and it was a call,
 * it waits for the answer from now on.
 */
static void
sender_goes_on(struct Env *sender, int r)
{
	env_leave_list(sender);
	if (r < 0 || sender->env_wait == WAIT_TO_SEND)
		env_wake(sender, r);
	else
		await_message(sender, curenv, sender->env_tf.tf_regs.reg_esi);
}

/*
 * Exercise 4.11, continued: receive, and send.
 *
 * receive_waiting: takes the message of the first that waits to send to curenv, if there is one
 * (env_senders; message_of() finds what it sends). curenv wants a page at dstva: deliver() finds
 * that in env_ipc_dstva. A sender whose message is not message_ok(), or whose page is refused, is
 * told so, and the next one is tried; one whose message was taken is told that (sender_goes_on()).
 * Returns whether a message has come.
 * send_or_wait: delivers m to receiver if it awaits() it, and wakes it. If it does not: curenv
 * waits (env_wait() as how says) and sched_yield(); its call is completed by the receiver later.
 * Both with sched_lock held.
 */
static bool
receive_waiting(void *dstva)
{
	/* EXERCISE 4.11 receive_waiting */
	struct Env *sender;

	curenv->env_ipc_dstva = (uintptr_t)dstva;
	while ((sender = envlist_first(&curenv->env_senders))) {
		struct Message m = message_of(sender);
		int r = message_ok(&m) ? deliver(sender, &m, curenv) : -E_INVAL;

		sender_goes_on(sender, r);
		if (r == 0)
			return true;
	}
	return false;
	/* END EXERCISE 4.11 */
}

static int
send_or_wait(struct Env *receiver, const struct Message *m, enum EnvWait how)
{
	/* EXERCISE 4.11 send_or_wait */
	int r;

	if (!awaits(receiver, curenv)) {
		env_wait(curenv, how, receiver);
		sched_yield();
	}
	if ((r = deliver(curenv, m, receiver)) == 0)
		env_wake(receiver, 0);
	return r;
	/* END EXERCISE 4.11 */
}

static int32_t
unlocked(int32_t r)
{
	unlock(&sched_lock);
	return r;
}

/*
 * How each call that sends begins: looks at the message, and at the place for the page of an answer
 * (UTOP if none is awaited); takes sched_lock, and finds the receiver, any one. Returns 0 and
 * stores it in *store; or -E_INVAL or -E_BAD_ENV, without the lock.
 */
static __always_inline int
begin_send(struct Env **store, envid_t envid, const struct Message *m, const void *dstva)
{
	if (!message_ok(m) || !place_ok(dstva))
		return -E_INVAL;
	lock(&sched_lock);
	*store = any_env(envid);
	return *store ? 0 : unlocked(-E_BAD_ENV);
}

int32_t
sys_ipc_try_send(envid_t envid, uint32_t value, void *srcva, int perm)
{
	struct Message m = { value, srcva, perm };
	struct Env *e;
	int r = begin_send(&e, envid, &m, (void *)UTOP);

	if (r < 0)
		return r;
	if (!awaits(e, curenv))
		return unlocked(-E_IPC_NOT_RECV);
	return unlocked(send_or_wait(e, &m, WAIT_NOTHING));
}

int32_t
sys_ipc_send(envid_t envid, uint32_t value, void *srcva, int perm)
{
	struct Message m = { value, srcva, perm };
	struct Env *e;
	int r = begin_send(&e, envid, &m, (void *)UTOP);

	if (r < 0)
		return r;
	if (e == curenv)
		return unlocked(-E_INVAL);
	return unlocked(send_or_wait(e, &m, WAIT_TO_SEND));
}

int32_t
sys_ipc_recv(void *dstva)
{
	if (!place_ok(dstva))
		return -E_INVAL;
	lock(&sched_lock);
	if (receive_waiting(dstva))
		return unlocked(0);
	await_message(curenv, NULL, (uintptr_t)dstva);
	sched_yield();
}

/*
 * Exercise 4.12 (6 points): there and back. Both start with begin_send().
 *
 * sys_ipc_call: like sys_ipc_send(), but if the receiver awaits the message, curenv awaits the
 * answer (await_message()) and the receiver gets the processor at once (hand_over()), without a
 * turn of the queue.
 * sys_ipc_reply: like sys_ipc_try_send(), then receives from anybody; the processor goes to the one
 * who was answered at once, unless a message is waiting already.
 */
int32_t
sys_ipc_call(envid_t envid, uint32_t value, void *srcva, int perm, void *dstva)
{
	/* EXERCISE 4.12 sys_ipc_call */
	struct Message m = { value, srcva, perm };
	struct Env *e;
	int r = begin_send(&e, envid, &m, dstva);

	if (r < 0)
		return r;
	if (e == curenv)
		return unlocked(-E_INVAL);
	if (!awaits(e, curenv)) {
		env_wait(curenv, WAIT_TO_CALL, e);
		sched_yield();
	}
	if ((r = deliver(curenv, &m, e)) < 0)
		return unlocked(r);
	await_message(curenv, e, (uintptr_t)dstva);
	hand_over(e);
	/* END EXERCISE 4.12 */
}

int32_t
sys_ipc_reply(envid_t envid, uint32_t value, void *srcva, int perm, void *dstva)
{
	/* EXERCISE 4.12 sys_ipc_reply */
	struct Message m = { value, srcva, perm };
	struct Env *e;
	int r = begin_send(&e, envid, &m, dstva);

	if (r < 0)
		return r;
	if (!awaits(e, curenv))
		return unlocked(-E_IPC_NOT_RECV);
	if ((r = deliver(curenv, &m, e)) < 0)
		return unlocked(r);
	if (receive_waiting(dstva)) {
		env_wake(e, 0);
		return unlocked(0);
	}
	await_message(curenv, NULL, (uintptr_t)dstva);
	hand_over(e);
	/* END EXERCISE 4.12 */
}

/* LAB 5 */
int32_t
sys_ipc_window(uint32_t n)
{
	if (n == 0 || n > IPC_PAGES_MAX)
		return -E_INVAL;
	curenv->env_ipc_window = n;
	return 0;
}

/*
 * Maps n pages of curenv from srcva on where receiver wants its page, as many as it takes.
 * Returns how many those are, or the error of page_share(). With sched_lock held.
 */
static int
deliver_pages(void *srcva, uint32_t n, int perm, struct Env *receiver)
{
	uintptr_t to = receiver->env_ipc_dstva;
	int r;

	if (to >= UTOP)
		return 0;
	n = MIN(n, receiver->env_ipc_window);
	n = MIN(n, (UTOP - to) / PGSIZE);
	lock(&memory_lock);
	r = pages_share(curenv, srcva, receiver, (uint8_t *)to, n, perm);
	unlock(&memory_lock);
	return r < 0 ? r : (int)n;
}

int32_t
sys_ipc_reply_pages(envid_t envid, uint32_t value, void *srcva, uint32_t perm_npages, void *dstva)
{
	struct Message m = { value, (void *)UTOP, 0 };
	uint32_t n = perm_npages >> PGSHIFT;
	int perm = (int)PGOFF(perm_npages);
	struct Env *e;
	int came;

	if (n == 0 || !pages_ok(srcva, n) || !perm_ok(perm) || !place_ok(dstva))
		return -E_INVAL;
	lock(&sched_lock);
	e = any_env(envid);
	if (!e)
		return unlocked(-E_BAD_ENV);
	if (!awaits(e, curenv))
		return unlocked(-E_IPC_NOT_RECV);
	if ((came = deliver_pages(srcva, n, perm, e)) < 0)
		return unlocked(came);
	/* The word, which goes without a page of its own, cannot be refused. */
	deliver(curenv, &m, e);
	e->env_ipc_npages = (uint32_t)came;
	e->env_ipc_perm = came > 0 ? perm : 0;
	if (receive_waiting(dstva)) {
		env_wake(e, 0);
		return unlocked(0);
	}
	await_message(curenv, NULL, (uintptr_t)dstva);
	hand_over(e);
}
/* END LAB 5 */
