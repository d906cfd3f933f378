// wrong: after a message that is refused the receiver waits, although others wait to send.
// loses: ipc_refused
/* EXERCISE 4.11 receive_waiting */
-		if (r == 0)
-			return true;
+		return r == 0;
/* END EXERCISE 4.11 */
