// wrong: errors go into the pipe, too.
// loses: shell_pipes
/* EXERCISE 5.12 start_all */
-		status = start_command(&pipeline->commands[i], (int[]){ in, ends[1], STDERR }, job);
+		status = start_command(&pipeline->commands[i], (int[]){ in, ends[1], ends[1] }, job);
/* END EXERCISE 5.12 */
