// wrong: only the lower half of the length is looked at.
// loses: boot_refuses
/* EXERCISE 1.1 boot_sector */
-	movl	PART_COUNT(%di), %eax
-	cmpl	$LOADER_MAX_SECTORS, %eax
+	movw	PART_COUNT(%di), %ax
+	cmpw	$LOADER_MAX_SECTORS, %ax
/* END EXERCISE 1.1 */
