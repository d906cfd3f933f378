// wrong: a new entry is in memory only.
// loses: fs_sync
/* EXERCISE 5.7 dir_add */
-	cache_dirty(place->p_block);
/* END EXERCISE 5.7 */
