// wrong: a program gets the end of a pipe that it can do nothing with.
// loses: shell_pipes
/* EXERCISE 5.12 start_all */
-		status = start_command(&pipeline->commands[i], (int[]){ in, ends[1], STDERR }, job);
-		in = ends[0];
+		status = start_command(&pipeline->commands[i], (int[]){ in, ends[0], STDERR }, job);
+		in = ends[1];
/* END EXERCISE 5.12 */
