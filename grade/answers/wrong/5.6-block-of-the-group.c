// wrong: the number of the bit is taken for that of the block.
// loses: fs_full
/* EXERCISE 5.6 block_alloc */
-			uint32_t block = group_first_block(g) + bit++;
+			uint32_t block = bit++;
/* END EXERCISE 5.6 */
