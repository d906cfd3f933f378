// wrong: what is free already is freed once more, and counted.
// loses: fs_twice
/* EXERCISE 5.6 block_free */
-	    want_freed_map(g) < 0 || !(bitmap[bit / 32] & mask)) {
+	    want_freed_map(g) < 0) {
/* END EXERCISE 5.6 */
