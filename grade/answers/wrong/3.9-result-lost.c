// wrong: the result is not put where the program's eax is saved.
// loses: env_hello
/* EXERCISE 3.9 syscall_return */
-	movl %eax, TF_EAX(%esp)
/* END EXERCISE 3.9 */
