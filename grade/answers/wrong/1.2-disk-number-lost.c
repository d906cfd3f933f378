// wrong: cr0 goes through edx, which held the number of the disk.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	movl	%cr0, %eax
-	orl	$CR0_PE, %eax
-	movl	%eax, %cr0
+	movl	%cr0, %edx
+	orl	$CR0_PE, %edx
+	movl	%edx, %cr0
/* END EXERCISE 1.2 */
