// wrong: the parent's side becomes read-only, but without the mark: nobody knows what to do at
//     a write.
// loses: fork_marks
/* EXERCISE 4.10 share_cow */
-		pagebatch_add(&f->own, &(struct PageOp){ PAGEOP_MAP, npages, 0, va, 0, va, perm });
+		pagebatch_add(&f->own, &(struct PageOp){ PAGEOP_MAP, npages, 0, va, 0, va,
+							 perm & ~PTE_COW });
/* END EXERCISE 4.10 */
