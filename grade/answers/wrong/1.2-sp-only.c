// wrong: only the lower half of esp is set.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	movl	$STACK_TOP, %esp
+	movw	$STACK_TOP, %sp
/* END EXERCISE 1.2 */
