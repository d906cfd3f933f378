// wrong: step sets the flag and stays in the monitor.
// loses: breakpoint_step
/* EXERCISE 3.11 run_step */
-	return MONITOR_LEAVE;
+	return MONITOR_STAY;
/* END EXERCISE 3.11 */
