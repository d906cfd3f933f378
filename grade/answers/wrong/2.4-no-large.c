// wrong: 4 MiB pages are never used.
// loses: kmap_large
/* EXERCISE 2.4 boot_map_region */
-	bool pse = (cpu_features & KI_PSE) != 0;
+	bool pse = false;
/* END EXERCISE 2.4 */
