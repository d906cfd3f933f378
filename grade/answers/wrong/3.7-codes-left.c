// wrong: vector and error code are still on the stack at the iret.
// loses: kernel_breakpoint
/* EXERCISE 3.7 alltraps */
-	addl $8, %esp
/* END EXERCISE 3.7 */
