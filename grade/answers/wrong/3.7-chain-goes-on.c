// wrong: ebp stays what the program made it: the kernel's chain of frames leads into the program.
// loses: fault_state
/* EXERCISE 3.7 alltraps */
-	xorl %ebp, %ebp
/* END EXERCISE 3.7 */
