// wrong: the frame's ss has privilege level 0, which only an iret notices.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	movl (%esp), %esp
-	pushl $(GD_UD | 3)
+	movl (%esp), %esp
+	pushl $GD_UD
/* END EXERCISE 3.12 */
