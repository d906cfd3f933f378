// wrong: the program goes on with the kernel's ds and es.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	movw TF_DS(%esp), %ds
-	movw TF_ES(%esp), %es
/* END EXERCISE 3.12 */
