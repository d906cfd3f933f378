// wrong: unmapping asks for no address below UTOP.
// loses: page_errors
/* EXERCISE 4.7 sys_page_unmap */
-	if (!pages_ok(va, 1))
+	if (PGOFF(va))
/* END EXERCISE 4.7 */
