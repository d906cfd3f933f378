// wrong: the rights are those of the source, not those asked for.
// loses: page_map_shares
/* EXERCISE 4.7 page_share */
-	return page_insert(dst->env_pgdir, pp, dstva, perm);
+	return page_insert(dst->env_pgdir, pp, dstva, (int)(*pte & PTE_SYSCALL));
/* END EXERCISE 4.7 */
