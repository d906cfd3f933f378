// wrong: the frame table is writeable for programs.
// loses: kmap_views
/* EXERCISE 2.7 map_kernel */
-	boot_map_region(UPAGES, ROUNDUP(npages * sizeof(*pages), PGSIZE), PADDR(pages), PTE_U);
+	boot_map_region(UPAGES, ROUNDUP(npages * sizeof(*pages), PGSIZE), PADDR(pages), PTE_U | PTE_W);
/* END EXERCISE 2.7 */
