// right: the three ways into the kernel save and restore with other instructions, and other flags
//     are loaded.
/* EXERCISE 3.6 fill_gates */
	static const uint8_t for_programs[] = { T_BRKPT, T_OFLOW };

	idt[T_SYSCALL] = interrupt_gate(syscall_entry, 3);
	for (unsigned vector = 0; vector < NEXCEPTIONS; vector++)
		if (exception_stubs[vector] != NULL)
			idt[vector] = interrupt_gate(exception_stubs[vector], 0);
	for (unsigned i = 0; i < ARRAY_SIZE(for_programs); i++)
		idt[for_programs[i]].d_high |= 3 << 13;
/* END EXERCISE 3.6 */
/* EXERCISE 3.7 alltraps */
	pushl %ds
	pushl %es
	pushal
	movl %esp, %esi
	movl %ss, %edx
	movl %edx, %ds
	movl %edx, %es
	cld
	movl TF_CS(%esi), %ecx
	andl $3, %ecx
	jz 1f
	movl ENV_KSTACK(%esi), %esp
	xorl %ebp, %ebp
1:	pushl %esi
	call trap
	movl %esi, %esp
	popal
	movw 4(%esp), %ds
	movw (%esp), %es
	leal 16(%esp), %esp
	iret
/* END EXERCISE 3.7 */
/* EXERCISE 3.9 syscall_entry */
	cld
	pushl $0
	pushl $T_SYSCALL
	pushl %ds
	pushl %es
	pushl %eax
	pushl %ecx
	pushl %edx
	pushl %ebx
	pushl %esp
	pushl %ebp
	pushl %esi
	pushl %edi
/* END EXERCISE 3.9 */
/* EXERCISE 3.9 syscall_return */
	leal (%ebx), %esp
	movl %eax, TF_EAX(%ebx)
	popl %edi
	popl %esi
	popl %ebp
	popl %ebx
	popl %ebx
	popl %edx
	popl %ecx
	popl %eax
	popl %es
	popl %ds
	addl $8, %esp
	iret
/* END EXERCISE 3.9 */
/* EXERCISE 3.12 sysenter_entry */
	movl (%esp), %esp
	pushl $(GD_UD | 3)
	pushl %ebp
	pushfl
	btsl $9, (%esp)
	pushl $(GD_UT | 3)
	pushl %esi
	pushl $0
	pushl $T_SYSCALL
	pushl $(GD_UD | 3)
	pushl $(GD_UD | 3)
	pushal
	pushl $0
	popfl
	CALL_HANDLER
	movl %ebx, %edx
	movl TF_EBX(%edx), %ebx
	movl TF_ESP(%edx), %ecx
	pushl $(GD_UD | 3)
	popl %ds
	movl %ds, %ebp
	movl %ebp, %es
	movl %ss:TF_EIP(%edx), %edx
	movl %ecx, %ebp
	sti
	sysexit
/* END EXERCISE 3.12 */
