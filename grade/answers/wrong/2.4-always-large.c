// wrong: 4 MiB pages are used without asking whether the processor has them.
// loses: kmap_memory
/* EXERCISE 2.4 boot_map_region */
-	bool pse = (cpu_features & KI_PSE) != 0;
+	bool pse = true;
/* END EXERCISE 2.4 */
