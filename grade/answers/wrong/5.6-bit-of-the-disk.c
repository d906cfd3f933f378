// wrong: the number of the block on the disk is taken for that of its bit in the group.
// loses: fs_groups
/* EXERCISE 5.6 block_free */
-	uint32_t g = group_of_block(block), bit = block - group_first_block(g);
+	uint32_t g = group_of_block(block), bit = block;
/* END EXERCISE 5.6 */
