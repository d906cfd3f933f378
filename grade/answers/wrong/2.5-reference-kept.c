// wrong: the frame's reference is not dropped, so the frame is never free again.
// loses: remove
/* EXERCISE 2.5 page_remove */
-	struct PageInfo *pp = page_lookup(pgdir, va, &pte);

-	if (!pp)
+	if (!page_lookup(pgdir, va, &pte))

-	page_decref(pp);
/* END EXERCISE 2.5 */
