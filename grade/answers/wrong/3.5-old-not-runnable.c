// wrong: the environment that ran before is not made runnable, and never runs again.
// loses: env_yield
/* EXERCISE 3.5 env_run */
-	if (last && last != e && last->env_status == ENV_RUNNING)
-		env_set_status(last, ENV_RUNNABLE);
/* END EXERCISE 3.5 */
