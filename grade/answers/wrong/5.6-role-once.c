// wrong: behind a block that has a role, takes the next one without a look.
// loses: fs_twice
/* EXERCISE 5.6 block_alloc */
-			if (blocks[block].b_role != ROLE_NONE)
-				continue;
+			if (blocks[block].b_role != ROLE_NONE) {
+				bit = find_clear(bitmap, bit, group_nblocks(g));
+				if (bit == group_nblocks(g))
+					break;
+				block = group_first_block(g) + bit++;
+			}
/* END EXERCISE 5.6 */
