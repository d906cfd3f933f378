// wrong: the program goes on with the kernel's ds and es.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	movw %cx, %ds
-	movw %cx, %es
/* END EXERCISE 3.12 */
