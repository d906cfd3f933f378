// wrong: a new block is given back, and the group's count stays as it was.
// loses: fs_unlinked
/* EXERCISE 5.6 block_free */
-		fs.groups[g].bg_free_blocks_count++;
/* END EXERCISE 5.6 */
