// wrong: nothing is ever clean again.
// loses: fs_cache
/* EXERCISE 5.8 done */
-	if (!block_has(block, B_LENT))
-		block_clear(block, B_DIRTY);
/* END EXERCISE 5.8 */
