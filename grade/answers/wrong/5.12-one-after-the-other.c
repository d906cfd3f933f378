// wrong: a program is started when the one before it has ended.
// loses: shell_pipes
/* EXERCISE 5.12 start_all */
-		in = ends[0];
+		in = ends[0];
+		if (job->n > 0)
+			wait(job->envs[job->n - 1]);
/* END EXERCISE 5.12 */
