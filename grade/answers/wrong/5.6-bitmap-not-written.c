// wrong: the bit is set in memory, and the bitmap is not dirty.
// loses: fs_sync
/* EXERCISE 5.6 block_alloc */
-			cache_dirty(fs.groups[g].bg_block_bitmap);
/* END EXERCISE 5.6 */
