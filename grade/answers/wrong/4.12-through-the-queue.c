// wrong: the server is made runnable and waits for its turn.
// loses: call_straight
/* EXERCISE 4.12 sys_ipc_call */
-	hand_over(e);
+	env_wake(e, 0);
+	sched_yield();
/* END EXERCISE 4.12 */
