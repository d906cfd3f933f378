// wrong: the address to return to and the stack pointer change places.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	movl TF_EIP(%esp), %edx
-	movl TF_ESP(%esp), %ecx
+	movl TF_EIP(%esp), %ecx
+	movl TF_ESP(%esp), %edx
/* END EXERCISE 3.12 */
