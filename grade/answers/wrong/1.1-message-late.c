// wrong: the message is chosen after the jump to fail, so the one before is printed.
// loses: boot_refuses
/* EXERCISE 1.1 boot_sector */
-2:	movw	$msg_too_large, %si
-	movl	PART_COUNT(%di), %eax
-	cmpl	$LOADER_MAX_SECTORS, %eax
-	ja	fail
+2:	movl	PART_COUNT(%di), %eax
+	cmpl	$LOADER_MAX_SECTORS, %eax
+	ja	fail
+	movw	$msg_too_large, %si
/* END EXERCISE 1.1 */
