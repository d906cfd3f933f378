// wrong: the runs are not counted.
// loses: env_yield
/* EXERCISE 3.5 env_run */
-	e->env_runs++;
/* END EXERCISE 3.5 */
