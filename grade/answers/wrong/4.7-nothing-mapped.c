// wrong: a source where nothing is mapped counts as a page.
// loses: page_errors
/* EXERCISE 4.7 page_share */
-	if (!pp || (perm & PTE_W & ~*pte))
+	if (!pp)
+		return 0;
+	if (perm & PTE_W & ~*pte)
/* END EXERCISE 4.7 */
