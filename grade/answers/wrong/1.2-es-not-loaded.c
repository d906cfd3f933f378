// wrong: ds and ss are loaded with the new selector, es is forgotten.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	movl	%eax, %es
/* END EXERCISE 1.2 */
