// wrong: one that could not be started decides the status, wherever it stands.
// loses: shell_errors
/* EXERCISE 5.12 start_all */
-		status = start_command(&pipeline->commands[i], (int[]){ in, ends[1], STDERR }, job);
+		r = start_command(&pipeline->commands[i], (int[]){ in, ends[1], STDERR }, job);
+		status = status != 0 ? status : r;
/* END EXERCISE 5.12 */
