// wrong: an entry is removed in memory only.
// loses: fs_groups
/* EXERCISE 5.7 dir_remove */
-	cache_dirty(place->p_block);
/* END EXERCISE 5.7 */
