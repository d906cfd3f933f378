// wrong: a program that was looked at in the monitor is destroyed, too.
// loses: breakpoint_step
/* EXERCISE 3.8 trap_from_program */
-		return;
/* END EXERCISE 3.8 */
