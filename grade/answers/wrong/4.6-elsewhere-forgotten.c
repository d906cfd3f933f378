// wrong: who runs on another processor is never told.
// loses: set_status_states
/* EXERCISE 4.6 sys_env_set_status */
-			e->env_stopping = status == ENV_NOT_RUNNABLE;
/* END EXERCISE 4.6 */
