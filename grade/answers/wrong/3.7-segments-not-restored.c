// wrong: on the way back, ds and es are taken off the stack and not put back.
// loses: kernel_breakpoint
/* EXERCISE 3.7 alltraps */
-	popl %es
-	popl %ds
-	addl $8, %esp
+	addl $16, %esp
/* END EXERCISE 3.7 */
