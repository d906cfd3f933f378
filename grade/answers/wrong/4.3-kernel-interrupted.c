// wrong: an interrupt of the sleeping kernel is treated like one of a program.
// loses: timer_kill
/* EXERCISE 4.3 handle_interrupt */
-	if ((tf->tf_cs & 3) == 0)
-		return;
/* END EXERCISE 4.3 */
