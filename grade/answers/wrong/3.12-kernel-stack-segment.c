// wrong: the frame's ss has privilege level 0, which only an iret notices.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	pushl $(GD_UD | 3)
+	pushl $GD_UD
/* END EXERCISE 3.12 */
