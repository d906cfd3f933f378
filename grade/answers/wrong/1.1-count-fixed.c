// wrong: the number of sectors is written down instead of read from the table.
// loses: boot_sector
/* EXERCISE 1.1 boot_sector */
-	movw	%ax, packet_count
+	movw	$8, packet_count
/* END EXERCISE 1.1 */
