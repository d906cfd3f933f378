// wrong: an empty line is looked up as if it held a command.
// loses: monitor_commands
/* EXERCISE 1.12 run_line */
-	if (n == 0)
-		return MONITOR_STAY;
/* END EXERCISE 1.12 */
