// wrong: the address of the instruction is reported, not the address it used.
// loses: fault_null
/* EXERCISE 3.8 trap_from_program */
-	report_fault(curenv, rcr2());
+	report_fault(curenv, tf->tf_eip);
/* END EXERCISE 3.8 */
