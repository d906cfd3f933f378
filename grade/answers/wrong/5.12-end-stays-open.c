// wrong: the shell keeps the writing end of each pipe, and its reader never sees an end.
// loses: shell_pipes
/* EXERCISE 5.12 start_all */
-		status = start_command(&pipeline->commands[i], (int[]){ in, ends[1], STDERR }, job);
+		int out = i < pipeline->n - 1 ? dup(ends[1], NFD - 1) : STDOUT;
+
+		status = start_command(&pipeline->commands[i], (int[]){ in, out, STDERR }, job);
/* END EXERCISE 5.12 */
