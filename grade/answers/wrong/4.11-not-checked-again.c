// wrong: a message that waited is taken for what it was when the call was made.
// loses: ipc_refused
/* EXERCISE 4.11 receive_waiting */
-		int r = message_ok(&m) ? deliver(sender, &m, curenv) : -E_INVAL;
+		int r = deliver(sender, &m, curenv);
/* END EXERCISE 4.11 */
