// wrong: esp stays what real mode left there: only its lower half is known.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	movl	$STACK_TOP, %esp
/* END EXERCISE 1.2 */
