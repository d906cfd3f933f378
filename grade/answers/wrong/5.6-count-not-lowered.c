// wrong: a block is taken, and the group's count stays as it was.
// loses: fs_groups
/* EXERCISE 5.6 block_alloc */
-			fs.groups[g].bg_free_blocks_count--;
/* END EXERCISE 5.6 */
