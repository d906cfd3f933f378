// wrong: what lies behind the last block is fetched, too, and the fault comes in the wrong place.
// loses: fs_cache
/* EXERCISE 5.4 fault */
-	if (utf->utf_fault_va < CACHE || block >= nblocks) {
+	if (utf->utf_fault_va < CACHE) {
/* END EXERCISE 5.4 */
