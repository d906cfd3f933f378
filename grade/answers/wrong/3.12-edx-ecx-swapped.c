// wrong: the address to return to and the stack pointer change places.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	movl TF_EIP(%ebx), %edx
-	movl TF_ESP(%ebx), %ecx
+	movl TF_EIP(%ebx), %ecx
+	movl TF_ESP(%ebx), %edx
/* END EXERCISE 3.12 */
