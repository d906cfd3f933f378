// wrong: the data segments are loaded with the selector of the code segment.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	movl	$SEL_DATA32, %eax
+	movl	$SEL_CODE32, %eax
/* END EXERCISE 1.2 */
