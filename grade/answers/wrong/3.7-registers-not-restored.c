// wrong: on the way back, the registers are taken off the stack and not put back.
// loses: kernel_breakpoint
/* EXERCISE 3.7 alltraps */
-	popal
+	addl $32, %esp
/* END EXERCISE 3.7 */
