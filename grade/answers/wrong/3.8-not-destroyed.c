// wrong: the program is not destroyed, and makes the same mistake for ever.
// loses: fault_divide
/* EXERCISE 3.8 trap_from_program */
-	env_destroy(curenv);
/* END EXERCISE 3.8 */
