// wrong: of several pages with the same rights only the first gets to the child.
// loses: fork_marks
/* EXERCISE 4.10 share_cow */
-		      &(struct PageOp){ PAGEOP_MAP, npages, 0, va, f->child, va, perm });
+		      &(struct PageOp){ PAGEOP_MAP, 1, 0, va, f->child, va, perm });
/* END EXERCISE 4.10 */
