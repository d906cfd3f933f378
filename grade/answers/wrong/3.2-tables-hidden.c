// wrong: programs may not read their page tables.
// loses: env_space
/* EXERCISE 3.2 env_setup_vm */
-	e->env_pgdir[PDX(UVPT)] = page2pa(pp) | PTE_P | PTE_U;
+	e->env_pgdir[PDX(UVPT)] = page2pa(pp) | PTE_P;
/* END EXERCISE 3.2 */
