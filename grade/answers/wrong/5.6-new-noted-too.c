// wrong: what is new is freed at once, and again at the next write-back, when it may be in use.
// loses: fs_unlinked
/* EXERCISE 5.6 block_free */
-	} else if (!(freed[bit / 32] & mask)) {
+	}
+	if (!(freed[bit / 32] & mask)) {
/* END EXERCISE 5.6 */
