// wrong: if the group of the goal is full, the disk is.
// loses: fs_full
/* EXERCISE 5.6 block_alloc */
-	for (uint32_t i = 0; i <= fs.ngroups; i++, from = 0) {
+	for (uint32_t i = 0; i < 1; i++, from = 0) {
/* END EXERCISE 5.6 */
