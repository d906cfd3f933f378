// wrong: the frame has the kernel's data segment: after a yield the program has none.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	pushl $(GD_UD | 3)
-	pushl $(GD_UD | 3)
-	pushal
+	pushl $GD_KD
+	pushl $GD_KD
+	pushal
/* END EXERCISE 3.12 */
