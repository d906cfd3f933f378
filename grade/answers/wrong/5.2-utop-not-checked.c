// wrong: what programs may read above UTOP goes to the disk.
// loses: disk_memory
/* EXERCISE 5.2 pin */
-	if (va >= UTOP || size > UTOP - va ||
-	    user_mem_check(curenv, (void *)va, size, perm, NULL) < 0)
+	if (user_mem_check(curenv, (void *)va, size, perm, NULL) < 0)
/* END EXERCISE 5.2 */
