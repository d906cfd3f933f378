// wrong: programs may touch all of physical memory.
// loses: kmap_memory
/* EXERCISE 2.7 map_kernel */
-	boot_map_region(KERNBASE, npages * PGSIZE, 0, PTE_W);
+	boot_map_region(KERNBASE, npages * PGSIZE, 0, PTE_W | PTE_U);
/* END EXERCISE 2.7 */
