// wrong: a command gets whatever arguments there are.
// loses: monitor_errors
/* EXERCISE 1.12 run_line */
-	if (n - 1 < command->cmd_min || n - 1 > command->cmd_max) {
-		cprintf("usage: %s%s%s\n", command->cmd_name, *command->cmd_args ? " " : "",
-			command->cmd_args);
-		return MONITOR_STAY;
-	}
/* END EXERCISE 1.12 */
