// wrong: the program goes on with interrupts off.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	sti
/* END EXERCISE 3.12 */
