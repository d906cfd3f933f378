// wrong: what the parent could write stays writeable for it: only the child's side is marked.
// loses: fork_marks
/* EXERCISE 4.10 share_cow */
-	if (copies && (pte & PTE_W))
-		pagebatch_add(&f->own, &(struct PageOp){ PAGEOP_MAP, npages, 0, va, 0, va, perm });
/* END EXERCISE 4.10 */
