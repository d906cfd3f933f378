// wrong: ds and es change places on the way back.
// loses: syscall_registers
/* EXERCISE 3.9 syscall_return */
-	popl %es
-	popl %ds
+	popl %ds
+	popl %es
/* END EXERCISE 3.9 */
