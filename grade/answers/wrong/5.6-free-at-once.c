// wrong: what the disk still refers to is free for others at once.
// loses: fs_unlinked
/* EXERCISE 5.6 block_free */
-	if (block_has(block, B_NEW)) {
+	if (true) {
/* END EXERCISE 5.6 */
