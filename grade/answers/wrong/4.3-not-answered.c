// wrong: the interrupt controller is not told, and sends no further one.
// loses: timer_slices
/* EXERCISE 4.3 handle_interrupt */
-	bool over = interrupt(tf->tf_trapno);
+	bool over = true;
/* END EXERCISE 4.3 */
