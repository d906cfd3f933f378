// wrong: the bit of a new block is cleared in memory, and the bitmap is not dirty.
// loses: fs_io_write
/* EXERCISE 5.6 block_free */
-		bitmap[bit / 32] &= ~mask;
-		cache_dirty(fs.groups[g].bg_block_bitmap);
+		bitmap[bit / 32] &= ~mask;
/* END EXERCISE 5.6 */
