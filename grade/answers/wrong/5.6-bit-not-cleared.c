// wrong: what is new is counted as free, and its bit stays set.
// loses: fs_unlinked
/* EXERCISE 5.6 block_free */
-		bitmap[bit / 32] &= ~mask;
/* END EXERCISE 5.6 */
