// wrong: the other bits of cr0 are cleared.
// loses: boot_paging
/* EXERCISE 1.5 paging_on */
-	movl	%cr0, %eax
-	orl	$(CR0_PG | CR0_WP), %eax
+	movl	$(CR0_PG | CR0_WP | CR0_PE), %eax
/* END EXERCISE 1.5 */
