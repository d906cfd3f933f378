// wrong: a stop is not taken back any more once the environment has come to wait.
// loses: set_status_states
/* EXERCISE 4.6 sys_env_set_status */
-			if (status == ENV_RUNNABLE)
-				e->env_stopping = false;
/* END EXERCISE 4.6 */
