// wrong: the kernel reads what the program's pointer says.
// loses: pointer_unmapped
/* EXERCISE 3.9 sys_cputs */
-	if (user_mem_check(curenv, s, len, PTE_U, &bad) < 0)
-		end_for_bad_pointer(bad, "read");
/* END EXERCISE 3.9 */
