// right: the fields of the receiver are filled in in another order, the loop over those who wait
//     leaves in the middle, and a slice is counted before the interrupt is answered.
/* EXERCISE 4.1 lock */
	uint32_t ticket, bit = lock_bit(l);

	if (this_cpu()->cpu_held & ~(bit - 1))
		panic_lock_order(l);
	for (ticket = fetch_and_add(&l->sl_next, 1); ticket - l->sl_served != 0;)
		wait_for_lock();
	this_cpu()->cpu_held += bit;
	barrier();
/* END EXERCISE 4.1 */
/* EXERCISE 4.1 unlock */
	if (!holding(l))
		panic_lock_not_held(l);
	barrier();
	this_cpu()->cpu_held -= lock_bit(l);
	l->sl_served = l->sl_served + 1;
/* END EXERCISE 4.1 */
/* EXERCISE 4.3 handle_interrupt */
	bool from_program = (tf->tf_cs & 3) != 0;

	if (tf->tf_trapno == INT_TIMER && from_program)
		curenv->env_slices++;
	if (interrupt(tf->tf_trapno) && from_program)
		sched_yield();
/* END EXERCISE 4.3 */
/* EXERCISE 4.11 deliver */
	int perm = 0, r = 0;

	if (has_page(m) && receiver->env_ipc_dstva < UTOP) {
		perm = m->m_perm;
		lock(&memory_lock);
		r = page_share(sender, m->m_srcva, receiver, (void *)receiver->env_ipc_dstva, perm);
		unlock(&memory_lock);
	}
	if (r == 0) {
		receiver->env_ipc_perm = perm;
		receiver->env_ipc_from = sender->env_id;
		receiver->env_ipc_value = m->m_value;
	}
	return r;
/* END EXERCISE 4.11 */
/* EXERCISE 4.11 receive_waiting */
	curenv->env_ipc_dstva = (uintptr_t)dstva;
	for (;;) {
		struct Env *sender = envlist_first(&curenv->env_senders);
		struct Message m;
		int r = -E_INVAL;

		if (!sender)
			return false;
		m = message_of(sender);
		if (message_ok(&m))
			r = deliver(sender, &m, curenv);
		sender_goes_on(sender, r);
		if (r == 0)
			return true;
	}
/* END EXERCISE 4.11 */
/* EXERCISE 4.11 send_or_wait */
	int r;

	if (awaits(receiver, curenv)) {
		r = deliver(curenv, m, receiver);
		if (r < 0)
			return r;
		env_wake(receiver, 0);
		return 0;
	}
	env_wait(curenv, how, receiver);
	sched_yield();
/* END EXERCISE 4.11 */
