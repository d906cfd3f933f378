// wrong: the hand comes to the last slot, and stays there: from then on nobody goes.
// loses: fs_cache
/* EXERCISE 5.4 choose_victim */
-	for (uint32_t tries = 2 * nslots; tries > 0; tries--) {
-		hand = hand + 1 < nslots ? hand + 1 : 0;
+	for (; hand < nslots; hand++) {
/* END EXERCISE 5.4 */
