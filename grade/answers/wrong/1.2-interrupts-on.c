// wrong: interrupts stay on: the next tick of the clock finds no handler.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	cli
/* END EXERCISE 1.2 */
