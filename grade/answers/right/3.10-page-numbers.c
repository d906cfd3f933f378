// right: a range is checked from its first page number to its last, as read from the page tables
//     themselves; an exception is sorted by a table; the old environment is put away first.
/* EXERCISE 3.5 env_run */
	if (curenv != e) {
		if (curenv && curenv->env_status == ENV_RUNNING)
			env_set_status(curenv, ENV_RUNNABLE);
		curenv = e;
		lcr3(PADDR(e->env_pgdir));
	}
	if (rcr3() != PADDR(e->env_pgdir))
		lcr3(PADDR(e->env_pgdir));
	if (e->env_status != ENV_RUNNING)
		env_set_status(e, ENV_RUNNING);
	trap_save_in(e);
	e->env_runs += 1;
	env_pop_tf(&e->env_tf);
/* END EXERCISE 3.5 */
/* EXERCISE 3.8 trap_from_program */
	struct Env *e = curenv;

	if (wants_debugger(tf)) {
		trap_debugger(tf);
	} else {
		report_fault(e, tf->tf_trapno == T_PGFLT ? rcr2() : 0);
		env_destroy(e);
	}
/* END EXERCISE 3.8 */
/* EXERCISE 3.9 sys_env_destroy */
	struct Env *e, *self = curenv;
	int r = envid2env(envid, &e, true);

	if (r == 0) {
		env_destroy(e);
		if (e == self)
			sched_yield();
	}
	return r;
/* END EXERCISE 3.9 */
/* EXERCISE 3.10 user_mem_check */
	uintptr_t first = (uintptr_t)va, last = first + len - 1;
	uint32_t want = (uint32_t)perm | PTE_P;

	if (len == 0)
		return 0;
	if (last < first)
		last = UINT32_MAX;
	for (ppn_t page = PGNUM(first); page <= PGNUM(last); page++) {
		uintptr_t at = (uintptr_t)page << PGSHIFT;
		uint32_t rights = 0;

		if (at < ULIM && (e->env_pgdir[PDX(at)] & PTE_P)) {
			pte_t *table = KADDR(PTE_ADDR(e->env_pgdir[PDX(at)]));

			rights = table[PTX(at)] & e->env_pgdir[PDX(at)];
		}
		if ((rights & want) != want) {
			if (bad)
				*bad = MAX(first, at);
			return -E_FAULT;
		}
	}
	return 0;
/* END EXERCISE 3.10 */
/* EXERCISE 3.11 run_step */
	if (call->c_tf == NULL) {
		something_is_stopped(call);
		return MONITOR_STAY;
	}
	call->c_tf->tf_eflags = call->c_tf->tf_eflags | 0x100;
	return MONITOR_LEAVE;
/* END EXERCISE 3.11 */
