// wrong: ds and es are not restored: the program is left with null in them.
// loses: syscall_registers
/* EXERCISE 3.9 syscall_return */
-	popl %es
-	popl %ds
-	addl $8, %esp
+	addl $16, %esp
/* END EXERCISE 3.9 */
