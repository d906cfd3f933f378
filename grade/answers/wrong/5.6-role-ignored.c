// wrong: takes what the bitmap says is free, though it has a role.
// loses: fs_twice
/* EXERCISE 5.6 block_alloc */
-			if (blocks[block].b_role != ROLE_NONE)
-				continue;
/* END EXERCISE 5.6 */
