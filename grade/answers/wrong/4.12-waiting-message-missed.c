// wrong: a reply waits for the next message without a look at those who wait to send.
// loses: call_reply
/* EXERCISE 4.12 sys_ipc_reply */
-	if (receive_waiting(dstva)) {
-		env_wake(e, 0);
-		return unlocked(0);
-	}
/* END EXERCISE 4.12 */
