// wrong: ebp is not restored: the program's stack pointer is gone.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	movl %ecx, %ebp
/* END EXERCISE 3.12 */
