// wrong: only the vector is taken off the stack before the iret.
// loses: kernel_breakpoint
/* EXERCISE 3.7 alltraps */
-	addl $8, %esp
+	addl $4, %esp
/* END EXERCISE 3.7 */
