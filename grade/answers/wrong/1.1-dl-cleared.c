// wrong: dl, the number of the disk, is cleared before the jump.
// loses: boot_sector
/* EXERCISE 1.1 boot_sector */
-	ljmp	$0, $LOADER_START
+	xorw	%dx, %dx
+	ljmp	$0, $LOADER_START
/* END EXERCISE 1.1 */
