// wrong: only the direction flag is cleared: an iret under nested task is a task switch.
// loses: sysenter_registers
/* EXERCISE 3.12 sysenter_entry */
-	pushl $FL_ALWAYS1
-	popfl
+	cld
/* END EXERCISE 3.12 */
