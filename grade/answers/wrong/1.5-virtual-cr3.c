// wrong: cr3 gets the virtual address of the page directory.
// loses: boot_kernel
/* EXERCISE 1.5 paging_on */
-	movl	$RELOC(entry_pgdir), %eax
-	movl	%eax, %cr3
+	movl	$entry_pgdir, %eax
+	movl	%eax, %cr3
/* END EXERCISE 1.5 */
