// wrong: the stack pointer is taken to be a multiple of four.
// loses: upcall_returns
/* EXERCISE 4.9 upcall_entry */
-	subl	$4, %eax
+	subl	$4, %eax
+	andl	$-4, %eax
/* END EXERCISE 4.9 */
