// wrong: what is to be read only must be writeable.
// loses: pointer_good
/* EXERCISE 3.9 sys_cputs */
-	if (user_mem_check(curenv, s, len, PTE_U, &bad) < 0)
+	if (user_mem_check(curenv, s, len, PTE_U | PTE_W, &bad) < 0)
/* END EXERCISE 3.9 */
