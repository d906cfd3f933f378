// right: the boot sector reads one sector per call, C clears first and copies then, and paging is
//     set up from the last entry to the first.
/* EXERCISE 1.1 boot_sector */
	movw	$PART_TABLE_END, %di
	movw	$4, %cx
	movw	$msg_no_active, %si
1:	subw	$PART_SIZE, %di
	testb	$PART_ACTIVE, PART_FLAG(%di)
	loopz	1b
	jz	fail
	movw	$msg_too_large, %si
	movl	PART_COUNT(%di), %ecx
	cmpl	$LOADER_MAX_SECTORS, %ecx
	ja	fail
	movl	PART_LBA(%di), %eax
	movl	%eax, packet_lba
	movw	$1, packet_count
2:	movw	$packet, %si
	movb	$0x42, %ah
	pushw	%cx
	int	$0x13
	popw	%cx
	movw	$msg_read, %si
	jc	fail
	addw	$512, packet + 4
	incl	packet_lba
	loop	2b
	ljmp	$0, $LOADER_START
/* END EXERCISE 1.1 */
/* EXERCISE 1.2 protected_mode */
	cli
	movl	%cr0, %ecx
	incl	%ecx
	lgdtl	gdt_desc
	movl	%ecx, %cr0
	ljmpl	$SEL_CODE32, $protected_mode

	.code32
protected_mode:
	movw	$SEL_DATA32, %cx
	movw	%cx, %gs
	movw	%cx, %fs
	movw	%cx, %es
	movw	%cx, %ds
	movw	%cx, %ss
	movl	$STACK_TOP, %esp
/* END EXERCISE 1.2 */
/* EXERCISE 1.4 load_segments */
	const struct Proghdr *ph = elf_proghdrs(elf);

	for (int left = elf->e_phnum; left > 0; left--, ph++) {
		const uint8_t *from = (const uint8_t *)elf + ph->p_offset;
		uint8_t *to = (uint8_t *)ph->p_pa;

		if (ph->p_type != ELF_PROG_LOAD)
			continue;
		memset(to, 0, ph->p_memsz);
		for (uint32_t i = 0; i < ph->p_filesz; i++)
			to[i] = from[i];
	}
	return elf->e_entry;
/* END EXERCISE 1.4 */
/* EXERCISE 1.5 paging_on */
	movl	$(ENTRY_TABLES * NPTENTRIES), %ecx
1:	decl	%ecx
	movl	%ecx, %eax
	shll	$PTXSHIFT, %eax
	orl	$(PTE_P | PTE_W), %eax
	movl	%eax, RELOC(entry_pgtables)(, %ecx, 4)
	testl	%ecx, %ecx
	jnz	1b

	movl	$(RELOC(entry_pgtables) + PTE_P + PTE_W), %eax
2:	movl	%eax, RELOC(entry_pgdir)(, %ecx, 4)
	movl	%eax, RELOC(entry_pgdir) + (KERNBASE >> PDXSHIFT) * 4(, %ecx, 4)
	addl	$PGSIZE, %eax
	incl	%ecx
	cmpl	$ENTRY_TABLES, %ecx
	jb	2b

	movl	$RELOC(entry_pgdir), %edx
	movl	%edx, %cr3
	movl	%cr0, %edx
	orl	$CR0_PG, %edx
	movl	%edx, %cr0
	orl	$CR0_WP, %edx
	movl	%edx, %cr0
	pushl	$high
	ret
/* END EXERCISE 1.5 */
