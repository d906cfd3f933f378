// right: an upcall carries all registers to the program's own stack; a written page is copied by way of PFTEMP; the child's
//     upcalls come before its pages.
/* EXERCISE 4.9 upcall_entry */
	movl	%esp, %ebx
	pushl	%ebx
	call	upcall_dispatch
	movl	52(%ebx), %edi
	leal	-40(%edi), %edi	/* its own stack: flags, registers and eip below where it was */
	movl	44(%ebx), %eax
	movl	%eax, 36(%edi)
	movl	48(%ebx), %eax
	movl	%eax, 32(%edi)
	leal	12(%ebx), %esi
	movl	%edi, %edx
	movl	$8, %ecx
	cmpl	%edi, %esi
	cld
	jae	1f
	addl	$28, %esi
	addl	$28, %edi
	std
1:	rep movsl
	cld
	movl	%edx, %esp
	popal
	popfl
	ret
/* END EXERCISE 4.9 */
/* EXERCISE 4.10 cow_fault */
	uint8_t *page = (uint8_t *)(utf->utf_fault_va / PGSIZE * PGSIZE);
	const pte_t wanted = PTE_P | PTE_U | PTE_COW;
	int perm;

	if (utf->utf_fault_va >= UTOP || !(utf->utf_err & FEC_WR) || !(uvpd[PDX(page)] & PTE_P) ||
	    (uvpt[PGNUM(page)] & wanted) != wanted)
		return false;
	perm = (int)((uvpt[PGNUM(page)] & PTE_SYSCALL) ^ PTE_COW) | PTE_W;
	if (sys_page_alloc(0, PFTEMP, PTE_P | PTE_U | PTE_W) < 0)
		panic("no memory for a copy");
	memcpy(PFTEMP, page, PGSIZE);
	if (sys_page_map(0, PFTEMP, 0, page, perm) < 0 || sys_page_unmap(0, PFTEMP) < 0)
		panic("no copy");
	return true;
/* END EXERCISE 4.10 */
/* EXERCISE 4.10 share_cow */
	int perm = (int)(pte & PTE_SYSCALL);
	bool copies = !(perm & PTE_SHARE) && (perm & (PTE_W | PTE_COW));

	if (copies)
		perm = (perm | PTE_COW | PTE_W) ^ PTE_W;
	for (uint8_t *at = va; npages > 0; npages--, at += PGSIZE) {
		pagebatch_add(&f->childs,
			      &(struct PageOp){ PAGEOP_MAP, 1, 0, at, f->child, at, perm });
		/* Also where it is so already: that does no harm. */
		if (copies)
			pagebatch_add(&f->own,
				      &(struct PageOp){ PAGEOP_MAP, 1, 0, at, 0, at, perm });
	}
/* END EXERCISE 4.10 */
/* EXERCISE 4.10 fork_by */
	envid_t child;
	int r = upcall_filter(T_PGFLT, cow_fault);

	if (r < 0)
		return r;
	if ((child = sys_exofork()) < 0)
		return child;
	if (child == 0) {
		for (int i = 0; i < NENV; i++)
			if (envs[i].env_id == sys_getenvid())
				thisenv = &envs[i];
		return 0;
	}
	r = fork_upcalls(child);
	if (r == 0)
		r = fork_pages(child, policy);
	if (r == 0)
		r = sys_env_set_status(child, ENV_RUNNABLE);
	if (r == 0)
		return child;
	sys_env_destroy(child);
	return r;
/* END EXERCISE 4.10 */
