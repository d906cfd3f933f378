// wrong: it looks for the mark of kernel addresses, too, where programs cannot read the page tables.
// loses: fork_faults
/* EXERCISE 4.10 cow_fault */
-	bool has_table = (uintptr_t)va < UTOP && (uvpd[PDX(va)] & PTE_P);
+	bool has_table = uvpd[PDX(va)] & PTE_P;
/* END EXERCISE 4.10 */
