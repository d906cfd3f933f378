// wrong: the search for the active partition ends one entry early.
// loses: boot_sector
/* EXERCISE 1.1 boot_sector */
-	cmpw	$PART_TABLE_END, %di
+	cmpw	$PART_TABLE_END - PART_SIZE, %di
/* END EXERCISE 1.1 */
