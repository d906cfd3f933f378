// wrong: every status is taken.
// loses: set_status_states
/* EXERCISE 4.6 sys_env_set_status */
-	if (status != ENV_RUNNABLE && status != ENV_NOT_RUNNABLE)
+	if (status > ENV_NOT_RUNNABLE || status == ENV_FREE)
/* END EXERCISE 4.6 */
