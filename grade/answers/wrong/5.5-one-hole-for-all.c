// wrong: a run that begins with a hole is a hole up to its end.
// loses: fs_far
/* EXERCISE 5.5 inode_run */
-		if (pointers[last + count] != (*store ? *store + count : 0))
+		if (*store && pointers[last + count] != *store + count)
/* END EXERCISE 5.5 */
