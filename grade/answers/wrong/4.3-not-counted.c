// wrong: nothing is counted.
// loses: timer_slices
/* EXERCISE 4.3 handle_interrupt */
-	if (tf->tf_trapno == INT_TIMER)
-		curenv->env_slices++;
/* END EXERCISE 4.3 */
