// wrong: the kernel runs with the program's flags.
// loses: sysenter_state
/* EXERCISE 3.12 sysenter_entry */
-	pushl $FL_ALWAYS1
-	popfl
/* END EXERCISE 3.12 */
