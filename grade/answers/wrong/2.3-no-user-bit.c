// wrong: PTE_U is missing at the upper level, so no page below it can ever be a program's.
// loses: walk_create
/* EXERCISE 2.3 pgdir_walk */
-		*pde = page2pa(pp) | PTE_P | PTE_W | PTE_U;
+		*pde = page2pa(pp) | PTE_P | PTE_W;
/* END EXERCISE 2.3 */
