// wrong: behind a hole, block 1 is expected: each hole is a run of its own.
// loses: fs_holes
/* EXERCISE 5.5 inode_run */
-		if (pointers[last + count] != (*store ? *store + count : 0))
+		if (pointers[last + count] != *store + count)
/* END EXERCISE 5.5 */
