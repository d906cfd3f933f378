// wrong: CR0.WP is not set: the kernel may write to read-only pages.
// loses: boot_paging
/* EXERCISE 1.5 paging_on */
-	orl	$(CR0_PG | CR0_WP), %eax
+	orl	$CR0_PG, %eax
/* END EXERCISE 1.5 */
