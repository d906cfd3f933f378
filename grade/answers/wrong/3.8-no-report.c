// wrong: the program is destroyed without a word.
// loses: fault_divide
/* EXERCISE 3.8 trap_from_program */
-	report_fault(curenv, rcr2());
/* END EXERCISE 3.8 */
