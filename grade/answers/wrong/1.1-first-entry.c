// wrong: the first partition is taken without asking whether it is the active one.
// loses: boot_sector
/* EXERCISE 1.1 boot_sector */
-1:	cmpb	$PART_ACTIVE, PART_FLAG(%di)
-	je	2f
-	addw	$PART_SIZE, %di
-	cmpw	$PART_TABLE_END, %di
-	jb	1b
-	jmp	fail
/* END EXERCISE 1.1 */
