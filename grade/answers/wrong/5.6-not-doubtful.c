// wrong: a block that is free already is passed over as if all were well.
// loses: fs_twice
/* EXERCISE 5.6 block_free */
-	    want_freed_map(g) < 0 || !(bitmap[bit / 32] & mask)) {
+	    want_freed_map(g) < 0) {
-	if (block_has(block, B_NEW)) {
+	if (!(bitmap[bit / 32] & mask))
+		return;
+	if (block_has(block, B_NEW)) {
/* END EXERCISE 5.6 */
