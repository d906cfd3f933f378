// wrong: what was pushed for trap() is left on the stack.
// loses: kernel_breakpoint
/* EXERCISE 3.7 alltraps */
-	movl %ebx, %esp
/* END EXERCISE 3.7 */
