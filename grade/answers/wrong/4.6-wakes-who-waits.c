// wrong: who waits in a system call is made runnable.
// loses: set_status_states
/* EXERCISE 4.6 sys_env_set_status */
-		if (e->env_wait != WAIT_NOTHING) {
-			if (status == ENV_RUNNABLE)
-				e->env_stopping = false;
-			r = -E_INVAL;
-		} else if (e->env_status != ENV_RUNNING) {
+		if (e->env_status != ENV_RUNNING) {
/* END EXERCISE 4.6 */
