// wrong: behind a hole, block 1 is expected, and so on.
// loses: fs_holes
/* EXERCISE 5.5 inode_run */
-		if (pointers[last + count] != (*store ? *store + count : 0))
+		if (pointers[last + count] != *store + count && *store + count > 2)
/* END EXERCISE 5.5 */
