// wrong: looks for a victim once round: where all were touched, there seems to be none.
// loses: fs_cache
/* EXERCISE 5.4 choose_victim */
-	for (uint32_t tries = 2 * nslots; tries > 0; tries--) {
+	for (uint32_t tries = nslots; tries > 0; tries--) {
/* END EXERCISE 5.4 */
