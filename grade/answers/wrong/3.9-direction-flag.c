// wrong: the gate leaves the direction flag as the program set it.
// loses: syscall_state
/* EXERCISE 3.9 syscall_entry */
-	cld
/* END EXERCISE 3.9 */
