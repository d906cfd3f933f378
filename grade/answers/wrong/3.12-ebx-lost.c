// wrong: ebx is not restored.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	movl TF_EBX(%ebx), %ebx
/* END EXERCISE 3.12 */
