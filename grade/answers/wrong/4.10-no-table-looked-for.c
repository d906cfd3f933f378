// wrong: it reads the entry of a page without looking whether there is a table.
// loses: fork_faults
/* EXERCISE 4.10 cow_fault */
-	bool has_table = (uintptr_t)va < UTOP && (uvpd[PDX(va)] & PTE_P);
+	bool has_table = (uintptr_t)va < UTOP;
/* END EXERCISE 4.10 */
