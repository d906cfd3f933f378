// wrong: what may only be read may be mapped to be written.
// loses: page_map_shares
/* EXERCISE 4.7 page_share */
-	if (!pp || (perm & PTE_W & ~*pte))
+	if (!pp)
/* END EXERCISE 4.7 */
