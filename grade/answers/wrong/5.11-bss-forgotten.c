// wrong: the pages of which nothing is in the file are left out.
// loses: spawn_program
/* EXERCISE 5.11 load_segment */
-	return batch(&(struct PageOp){ PAGEOP_ALLOC, (end - va) / PGSIZE, 0, NULL, child,
-				       (void *)va, perm },
-		     1);
+	USED(end);
+	return 0;
/* END EXERCISE 5.11 */
