// wrong: the guard below the kernel stack is mapped, too.
// loses: kmap_stack
/* EXERCISE 2.7 map_kernel */
-	boot_map_region(KSTACKTOP - KSTKSIZE, KSTKSIZE, PADDR(bootstack), PTE_W);
+	boot_map_region(KSTACKTOP - KSTKSIZE - KSTKGAP, KSTKSIZE + KSTKGAP, PADDR(bootstack), PTE_W);
/* END EXERCISE 2.7 */
