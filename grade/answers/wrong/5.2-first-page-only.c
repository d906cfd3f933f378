// wrong: the first page is checked, the others are taken as they are.
// loses: disk_memory
/* EXERCISE 5.2 pin */
-	    user_mem_check(curenv, (void *)va, size, perm, NULL) < 0)
+	    user_mem_check(curenv, (void *)va, SECTSIZE, perm, NULL) < 0)
-		struct PageInfo *pp = page_lookup(curenv->env_pgdir, (void *)va, NULL);
+		struct PageInfo *pp = page_lookup(curenv->env_pgdir, (void *)va, NULL);
+
+		if (!pp)
+			return -E_FAULT;
/* END EXERCISE 5.2 */
