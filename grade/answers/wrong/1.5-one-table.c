// wrong: only the first page table is entered in the directory.
// loses: boot_paging
/* EXERCISE 1.5 paging_on */
-	movl	$ENTRY_TABLES, %ecx
+	movl	$1, %ecx
/* END EXERCISE 1.5 */
