// wrong: the frame's address is not passed to trap().
// loses: fault_divide
/* EXERCISE 3.7 alltraps */
-1:	pushl %ebx
+1:	pushl %esp
/* END EXERCISE 3.7 */
