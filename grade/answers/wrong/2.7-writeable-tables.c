// wrong: programs may write page tables.
// loses: kmap_views
/* EXERCISE 2.7 map_kernel */
-	kern_pgdir[PDX(UVPT)] = PADDR(kern_pgdir) | PTE_P | PTE_U;
+	kern_pgdir[PDX(UVPT)] = PADDR(kern_pgdir) | PTE_P | PTE_U | PTE_W;
/* END EXERCISE 2.7 */
