// wrong: any page that can be read counts, whatever perm asks for.
// loses: pointer_check
/* EXERCISE 3.10 user_mem_check */
-		if (at >= ULIM || !page_allows(e->env_pgdir, at, perm)) {
+		if (at >= ULIM || !page_allows(e->env_pgdir, at, PTE_U)) {
/* END EXERCISE 3.10 */
