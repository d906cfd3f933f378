// wrong: who shall stop on another processor stops, whatever is said after.
// loses: set_status_states
/* EXERCISE 4.6 sys_env_set_status */
-			e->env_stopping = status == ENV_NOT_RUNNABLE;
+			e->env_stopping = true;
/* END EXERCISE 4.6 */
