// wrong: the vector and the error code are still on the stack at the iret.
// loses: env_hello
/* EXERCISE 3.9 syscall_return */
-	addl $8, %esp
/* END EXERCISE 3.9 */
