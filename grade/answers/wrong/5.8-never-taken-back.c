// wrong: what was lent once is written each time, for ever.
// loses: fs_sync
/* EXERCISE 5.8 take_back */
-	if (block_has(block, B_LENT) && space_refs((uintptr_t)block_va(block)) == 1)
-		block_clear(block, B_LENT);
/* END EXERCISE 5.8 */
