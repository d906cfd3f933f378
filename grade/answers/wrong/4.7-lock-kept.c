// wrong: the lock is not given back where there is an error.
// loses: page_errors
/* EXERCISE 4.7 sys_page_unmap */
-	if (e)
-		page_remove(e->env_pgdir, va);
-	unlock(&memory_lock);
-	return e ? 0 : -E_BAD_ENV;
+	if (!e)
+		return -E_BAD_ENV;
+	page_remove(e->env_pgdir, va);
+	unlock(&memory_lock);
+	return 0;
/* END EXERCISE 4.7 */
