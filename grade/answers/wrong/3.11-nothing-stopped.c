// wrong: step does not ask whether anything is stopped.
// loses: step_nothing
/* EXERCISE 3.11 run_step */
-	if (!something_is_stopped(call))
-		return MONITOR_STAY;
/* END EXERCISE 3.11 */
