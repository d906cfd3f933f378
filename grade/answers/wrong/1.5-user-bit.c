// wrong: the kernel's memory is mapped for programs, too.
// loses: boot_paging
/* EXERCISE 1.5 paging_on */
-	movl	$(PTE_P | PTE_W), %eax
+	movl	$(PTE_P | PTE_W | PTE_U), %eax
-	movl	$(RELOC(entry_pgtables) + PTE_P + PTE_W), %eax
+	movl	$(RELOC(entry_pgtables) + PTE_P + PTE_W + PTE_U), %eax
/* END EXERCISE 1.5 */
