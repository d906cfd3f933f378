// wrong: no word for the error code is pushed: the frame is one word short.
// loses: env_hello
/* EXERCISE 3.9 syscall_entry */
-	pushl $0
/* END EXERCISE 3.9 */
