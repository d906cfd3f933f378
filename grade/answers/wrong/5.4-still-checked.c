// wrong: a directory's block that lost its frame still counts as looked over when it comes back.
// loses: fs_cache
/* EXERCISE 5.4 take_frame */
-	block_clear(slots[slot], B_CHECKED);
/* END EXERCISE 5.4 */
