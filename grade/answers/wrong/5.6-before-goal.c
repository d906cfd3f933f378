// wrong: what lies before the goal in its group is never looked at.
// loses: fs_full
/* EXERCISE 5.6 block_alloc */
-	for (uint32_t i = 0; i <= fs.ngroups; i++, from = 0) {
+	for (uint32_t i = 0; i < fs.ngroups; i++, from = 0) {
/* END EXERCISE 5.6 */
