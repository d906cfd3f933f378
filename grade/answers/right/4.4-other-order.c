// right: errors are sorted out by steps of their own; an upcall's frame is made in place and the room
//     for it computed from its lower end; the child's registers are set field by field; pages are
//     looked at before anything is taken.
/* EXERCISE 4.4 sys_yield_to */
	struct Env *other;

	lock(&sched_lock);
	if (envid2env(envid, &other, false) != 0) {
		unlock(&sched_lock);
		return -E_BAD_ENV;
	}
	if (other == curenv || other->env_status != ENV_RUNNABLE) {
		unlock(&sched_lock);
		return -E_INVAL;
	}
	curenv->env_tf.tf_regs.reg_eax = 0;
	sched_hand_over(other);
/* END EXERCISE 4.4 */
/* EXERCISE 4.5 upcall_deliver */
	struct Trapframe *tf = &curenv->env_tf;
	uintptr_t va = UXSTACKTOP - sizeof(struct UTrapframe);
	struct UTrapframe utf = {
		.utf_err = tf->tf_err,
		.utf_trapno = tf->tf_trapno,
		.utf_regs = tf->tf_regs,
		.utf_eip = tf->tf_eip,
		.utf_eflags = tf->tf_eflags,
		.utf_esp = tf->tf_esp,
	};

	if (tf->tf_trapno == T_PGFLT)
		utf.utf_fault_va = fault_va;
	if (tf->tf_esp - (UXSTACKTOP - PGSIZE) < PGSIZE)
		va = tf->tf_esp - sizeof(utf) - sizeof(uint32_t);
	if (va + PGSIZE < UXSTACKTOP) {
		say_lost("the exception stack is full", va);
		return false;
	}
	if (copy_to_user(va, &utf, sizeof(utf))) {
		tf->tf_esp = va;
		tf->tf_eip = upcall;
		tf->tf_eflags = (tf->tf_eflags | FL_OFF_IN_UPCALL) ^ FL_OFF_IN_UPCALL;
		return true;
	}
	say_lost("no exception stack", va);
	return false;
/* END EXERCISE 4.5 */
/* EXERCISE 4.6 sys_exofork */
	struct Env *e;
	int error;

	if ((error = env_alloc(&e, curenv->env_id)) != 0)
		return error;
	strlcpy(e->env_name, curenv->env_name, sizeof(e->env_name));
	memcpy(&e->env_tf, &curenv->env_tf, sizeof(e->env_tf));
	e->env_tf.tf_regs.reg_eax = 0;
	fpu_copy(e, curenv);
	return e->env_id;
/* END EXERCISE 4.6 */
/* EXERCISE 4.6 sys_env_set_status */
	struct Env *e;
	int r = -E_INVAL;
	bool stop = status == ENV_NOT_RUNNABLE;

	if (!stop && status != ENV_RUNNABLE)
		return r;
	lock(&sched_lock);
	if (envid2env(envid, &e, true) < 0) {
		r = -E_BAD_ENV;
	} else if (e->env_wait != WAIT_NOTHING) {
		e->env_stopping = e->env_stopping && stop;
	} else {
		r = 0;
		if (e == curenv && stop) {
			e->env_stopping = false;
			e->env_tf.tf_regs.reg_eax = 0;
			env_set_status(e, ENV_NOT_RUNNABLE);
			sched_yield();
		} else if (e != curenv && e->env_status == ENV_RUNNING) {
			e->env_stopping = stop;
			env_wake_processor(e);
		} else if (e != curenv && e->env_status != status) {
			env_set_status(e, status);
		}
	}
	unlock(&sched_lock);
	return r;
/* END EXERCISE 4.6 */
/* EXERCISE 4.7 give_page */
	struct PageInfo *pp = NULL;
	struct Env *e;
	int r = -E_BAD_ENV;

	/* All under the lock: slower, not wrong. */
	lock(&memory_lock);
	if ((e = own_env(envid)) && !(pp = take_frame(ppn)))
		r = no_frame_error(ppn);
	if (pp) {
		memset(page2kva(pp), 0, PGSIZE);
		if (from)
			memcpy(page2kva(pp), from, PGSIZE);
		r = page_insert(e->env_pgdir, pp, va, perm);
		if (r < 0)
			page_free(pp);
		else
			pp->pp_owner = e->env_id;
	}
	unlock(&memory_lock);
	return r;
/* END EXERCISE 4.7 */
/* EXERCISE 4.7 page_share */
	pte_t *entry = pgdir_walk(src->env_pgdir, srcva, false);

	if (entry == NULL || (*entry & PTE_P) == 0)
		return -E_INVAL;
	if ((perm & PTE_W) && !(*entry & PTE_W))
		return -E_INVAL;
	return page_insert(dst->env_pgdir, pa2page(PTE_ADDR(*entry)), dstva, perm);
/* END EXERCISE 4.7 */
/* EXERCISE 4.7 sys_page_map */
	struct Env *from, *to;
	int r = -E_BAD_ENV;

	if (!perm_ok(perm) || !pages_ok(dstva, 1) || !pages_ok(srcva, 1))
		return -E_INVAL;
	lock(&memory_lock);
	if ((to = own_env(dstenvid)) && (from = own_env(srcenvid)))
		r = page_share(from, srcva, to, dstva, perm);
	unlock(&memory_lock);
	return r;
/* END EXERCISE 4.7 */
/* EXERCISE 4.7 sys_page_unmap */
	struct Env *e;
	int r = -E_INVAL;

	if (pages_ok(va, 1)) {
		lock(&memory_lock);
		r = -E_BAD_ENV;
		if ((e = own_env(envid))) {
			if (page_lookup(e->env_pgdir, va, NULL))
				page_remove(e->env_pgdir, va);
			r = 0;
		}
		unlock(&memory_lock);
	}
	return r;
/* END EXERCISE 4.7 */
/* EXERCISE 4.8 change_pages */
	uint8_t *from = op->po_srcva, *to = op->po_dstva;
	struct Env *dst;
	int r = 0;

	/* Page by page, each with a lock of its own. */
	lock(&memory_lock);
	if (!(dst = own_env(op->po_dstenv)))
		r = -E_BAD_ENV;
	unlock(&memory_lock);
	for (uint32_t i = 0; r == 0 && i < op->po_npages; i++)
		if (op->po_kind == PAGEOP_UNMAP)
			r = sys_page_unmap(op->po_dstenv, to + i * PGSIZE);
		else
			r = sys_page_map(op->po_srcenv, from + i * PGSIZE, op->po_dstenv,
					 to + i * PGSIZE, op->po_perm);
	return r;
/* END EXERCISE 4.8 */
/* EXERCISE 4.8 fill_pages */
	for (uint32_t i = 0; i < op->po_npages; i++) {
		struct PageOp one = *op;
		int r;

		one.po_dstva = (uint8_t *)op->po_dstva + i * PGSIZE;
		one.po_srcva = (uint8_t *)op->po_srcva + i * PGSIZE;
		r = one.po_kind == PAGEOP_ALLOC
			    ? sys_page_alloc(one.po_dstenv, one.po_dstva, one.po_perm)
			    : copy_page(&one);
		if (r < 0)
			return r;
	}
	return 0;
/* END EXERCISE 4.8 */
