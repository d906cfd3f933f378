// wrong: an operation goes on after an error, and counts as done.
// loses: batch_kinds
/* EXERCISE 4.8 change_pages */
-	for (; left > 0 && r == 0; left -= n, from += n * PGSIZE, to += n * PGSIZE) {
+	for (; left > 0 && src && dst; left -= n, from += n * PGSIZE, to += n * PGSIZE) {
-	return r;
+	return r == -E_INVAL ? 0 : r;
/* END EXERCISE 4.8 */
