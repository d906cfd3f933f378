// wrong: a partition of just LOADER_MAX_SECTORS is refused.
// loses: boot_sector
/* EXERCISE 1.1 boot_sector */
-	ja	fail
+	jae	fail
/* END EXERCISE 1.1 */
