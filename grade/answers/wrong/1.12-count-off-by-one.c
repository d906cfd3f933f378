// wrong: the command's own name is counted as an argument.
// loses: monitor_commands
/* EXERCISE 1.12 run_line */
-	if (n - 1 < command->cmd_min || n - 1 > command->cmd_max) {
+	if (n < command->cmd_min || n > command->cmd_max) {
/* END EXERCISE 1.12 */
