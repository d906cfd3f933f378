// wrong: the last sector of the second stage is not read.
// loses: boot_sector
/* EXERCISE 1.1 boot_sector */
-	movw	%ax, packet_count
+	decw	%ax
+	movw	%ax, packet_count
/* END EXERCISE 1.1 */
