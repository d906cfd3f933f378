// wrong: the saved flags say that interrupts were off: so they are after a yield.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	orl $FL_IF, (%esp)
/* END EXERCISE 3.12 */
