// wrong: a jump that does not load cs: the processor goes on decoding 16-bit instructions.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	ljmpl	$SEL_CODE32, $protected_mode
+	jmp	protected_mode
/* END EXERCISE 1.2 */
