// wrong: a frame goes to the page below the exception stack, if there is one.
// loses: upcall_nested
/* EXERCISE 4.5 upcall_deliver */
-	if (va < UXSTACKTOP - PGSIZE) {
+	if (va + sizeof(utf) <= UXSTACKTOP - PGSIZE) {
/* END EXERCISE 4.5 */
