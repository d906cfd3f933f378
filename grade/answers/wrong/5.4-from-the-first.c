// wrong: looks for each victim from the first slot on.
// loses: fs_cache
/* EXERCISE 5.4 choose_victim */
-	for (uint32_t tries = 2 * nslots; tries > 0; tries--) {
+	hand = nslots;
+	for (uint32_t tries = 2 * nslots; tries > 0; tries--) {
/* END EXERCISE 5.4 */
