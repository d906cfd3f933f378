// wrong: each group is searched from the place on that goal has in its own.
// loses: fs_full
/* EXERCISE 5.6 block_alloc */
-	for (uint32_t i = 0; i <= fs.ngroups; i++, from = 0) {
+	for (uint32_t i = 0; i <= fs.ngroups; i++, from = i < fs.ngroups ? from : 0) {
/* END EXERCISE 5.6 */
