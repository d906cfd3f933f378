// wrong: the frame is built where sysenter's stack pointer points, not where that word says.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	movl (%esp), %esp
/* END EXERCISE 3.12 */
