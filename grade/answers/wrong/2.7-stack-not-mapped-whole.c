// wrong: the kernel stack is mapped upwards from the place where it begins.
// loses: kmap_stack
/* EXERCISE 2.7 map_kernel */
-	boot_map_region(KSTACKTOP - KSTKSIZE, KSTKSIZE, PADDR(bootstack), PTE_W);
+	boot_map_region(KSTACKTOP - KSTKSIZE, KSTKSIZE / 2, PADDR(bootstack), PTE_W);
/* END EXERCISE 2.7 */
