// wrong: only one page table is filled; the others stay empty.
// loses: boot_paging
/* EXERCISE 1.5 paging_on */
-	movl	$(ENTRY_TABLES * NPTENTRIES), %ecx
+	movl	$NPTENTRIES, %ecx
/* END EXERCISE 1.5 */
