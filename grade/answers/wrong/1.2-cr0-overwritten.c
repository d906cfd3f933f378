// wrong: the other bits of cr0 are cleared.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	orl	$CR0_PE, %eax
+	movl	$CR0_PE, %eax
/* END EXERCISE 1.2 */
