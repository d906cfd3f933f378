// wrong: the message is delivered, and the receiver sleeps on: a lost wakeup.
// loses: ipc_errors
/* EXERCISE 4.11 send_or_wait */
-		env_wake(receiver, 0);
+		return 0;
/* END EXERCISE 4.11 */
