// wrong: who stops itself goes on until its turn is over.
// loses: exofork_runs
/* EXERCISE 4.6 sys_env_set_status */
-			env_set_status(e, status);
-			sched_yield();
+			env_set_status(e, status);
/* END EXERCISE 4.6 */
