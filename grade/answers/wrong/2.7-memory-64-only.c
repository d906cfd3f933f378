// wrong: as much memory is mapped as the boot loader left mapped, not as much as there is.
// loses: kmap_memory
/* EXERCISE 2.7 map_kernel */
-	boot_map_region(KERNBASE, npages * PGSIZE, 0, PTE_W);
+	boot_map_region(KERNBASE, BOOT_MAPPED, 0, PTE_W);
/* END EXERCISE 2.7 */
