// wrong: copies go on behind a page that could not be copied, and the last result counts.
// loses: batch_kinds
/* EXERCISE 4.8 fill_pages */
-	for (uint32_t i = 0; i < op->po_npages && r == 0; i++) {
+	for (uint32_t i = 0; i < op->po_npages; i++) {
/* END EXERCISE 4.8 */
