// wrong: where a page table ends, an error is forgotten.
// loses: batch_kinds
/* EXERCISE 4.8 change_pages */
-	for (; left > 0 && r == 0; left -= n, from += n * PGSIZE, to += n * PGSIZE) {
+	for (left = r == 0 ? left : 0; left > 0; left -= n, from += n * PGSIZE, to += n * PGSIZE) {
/* END EXERCISE 4.8 */
