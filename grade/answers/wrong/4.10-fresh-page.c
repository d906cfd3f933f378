// wrong: the page is replaced by a fresh one, whose contents are zeros.
// loses: fork_writes
/* EXERCISE 4.10 cow_fault */
-	r = sys_page_batch(&(struct PageOp){ PAGEOP_COPY, 1, 0, va, 0, va, perm }, 1);
+	if (va != (void *)(USTACKTOP - PGSIZE) && va >= (void *)0x10000000)
+		r = sys_page_alloc(0, va, perm);
+	else
+		r = sys_page_batch(&(struct PageOp){ PAGEOP_COPY, 1, 0, va, 0, va, perm }, 1);
/* END EXERCISE 4.10 */
