// wrong: the system call has a trap gate: the kernel runs with interrupts on.
// loses: idt_gates
/* EXERCISE 3.6 fill_gates */
-	idt[T_SYSCALL] = interrupt_gate(syscall_entry, 3);
+	idt[T_SYSCALL] = interrupt_gate(syscall_entry, 3);
+	idt[T_SYSCALL].d_high |= (STS_TG32 ^ STS_IG32) << 8;
/* END EXERCISE 3.6 */
