// wrong: eip is stored where the stack pointer points, over what is there.
// loses: upcall_returns
/* EXERCISE 4.9 upcall_entry */
-	subl	$4, %eax
/* END EXERCISE 4.9 */
