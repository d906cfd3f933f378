// wrong: the slice is counted, and the program goes on.
// loses: timer_preempts
/* EXERCISE 4.3 handle_interrupt */
-	if (over)
-		sched_yield();
+	if (over && curenv->env_stopping)
+		sched_yield();
/* END EXERCISE 4.3 */
