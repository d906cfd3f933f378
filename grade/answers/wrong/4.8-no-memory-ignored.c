// wrong: an operation that ran out of memory counts as done.
// loses: batch_no_memory
/* EXERCISE 4.8 fill_pages */
-	return r;
+	return 0;
/* END EXERCISE 4.8 */
