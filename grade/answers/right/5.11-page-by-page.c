// right: each page by itself, with calls for one page; the arguments lie from the end of the stack
//     down, the last one first.
/* EXERCISE 5.11 load_piece */
	for (uint32_t i = 0; i < npages; i++, va += PGSIZE) {
		uint32_t from = MAX(va, ph->p_va), to = MIN(va + PGSIZE, ph->p_va + ph->p_filesz);
		int r = sys_page_alloc(0, PIECE, USER_RW);

		if (r == 0)
			r = seek(fd, (off_t)(ph->p_offset + from - ph->p_va));
		if (r == 0)
			r = read_whole(fd, PIECE + PGOFF(from), to - from);
		if (r == 0)
			r = sys_page_map(0, PIECE, child, (void *)va, perm);
		sys_page_unmap(0, PIECE);
		if (r < 0)
			return r;
	}
	return 0;
/* END EXERCISE 5.11 */
/* EXERCISE 5.11 load_segment */
	int perm = PTE_P | PTE_U, r = 0;

	if (ph->p_flags & ELF_PROG_FLAG_WRITE)
		perm |= PTE_W;
	for (uint32_t va = ROUNDDOWN(ph->p_va, PGSIZE); va < ph->p_va + ph->p_memsz && r == 0;
	     va += PGSIZE) {
		if (va < ph->p_va + ph->p_filesz && ph->p_filesz > 0)
			r = load_piece(child, fd, ph, va, 1, perm);
		else
			r = sys_page_alloc(child, (void *)va, perm);
	}
	return r;
/* END EXERCISE 5.11 */
/* EXERCISE 5.11 make_stack */
	const uint32_t top = PGSIZE;
	uint32_t at = top, argc = 0;
	uint32_t *words;
	int r;

	while (argv[argc]) {
		at -= strlen(argv[argc++]) + 1;
		if (at > top)
			return -E_INVAL;
	}
	at &= ~3u;
	if (at > top || at < 4 * (argc + 3))
		return -E_INVAL;
	at -= 4 * (argc + 3);
	if ((r = sys_page_alloc(0, STACK, USER_RW)) < 0)
		return r;
	*esp = USTACKTOP - (top - at);
	words = (uint32_t *)(STACK + at);
	words[0] = argc;
	words[1] = *esp + 8;
	words[2 + argc] = 0;
	for (at = top; argc > 0;) {
		size_t n = strlen(argv[--argc]) + 1;

		at -= n;
		memcpy(STACK + at, argv[argc], n);
		words[2 + argc] = USTACKTOP - (top - at);
	}
	r = sys_page_map(0, STACK, child, (void *)(USTACKTOP - PGSIZE), USER_RW);
	sys_page_unmap(0, STACK);
	return r;
/* END EXERCISE 5.11 */
/* EXERCISE 5.11 load */
	const struct Elf *elf = (const struct Elf *)HEADER;
	const struct Proghdr *ph = elf_proghdrs(elf), *end = ph + elf->e_phnum;
	struct Trapframe tf;
	uintptr_t esp;
	int r = make_stack(child, argv, &esp);

	for (; ph < end && r == 0; ph++)
		if (ph->p_type == ELF_PROG_LOAD)
			r = load_segment(child, fd, ph);
	if (r < 0)
		return r;
	memcpy(&tf, (const void *)&envs[ENVX(child)].env_tf, sizeof(tf));
	tf.tf_esp = esp;
	tf.tf_eip = elf->e_entry;
	return sys_env_set_trapframe(child, &tf);
/* END EXERCISE 5.11 */
