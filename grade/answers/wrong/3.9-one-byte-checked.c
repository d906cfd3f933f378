// wrong: only the first byte is checked.
// loses: pointer_ranges
/* EXERCISE 3.9 sys_cputs */
-	if (user_mem_check(curenv, s, len, PTE_U, &bad) < 0)
+	if (user_mem_check(curenv, s, MIN(len, 1u), PTE_U, &bad) < 0)
/* END EXERCISE 3.9 */
