// wrong: the frame's address is not passed to trap().
// loses: fault_divide
/* EXERCISE 3.7 alltraps */
-1:	pushl %eax
-	call trap
-	popl %esp
+1:	pushl %esp
+	call trap
+	popl %esp
/* END EXERCISE 3.7 */
