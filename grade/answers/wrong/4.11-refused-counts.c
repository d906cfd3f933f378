// wrong: a waiting sender whose page is refused counts as a message: the receiver gets an old one.
// loses: ipc_errors
/* EXERCISE 4.11 receive_waiting */
-		if (r == 0)
-			return true;
+		return true;
/* END EXERCISE 4.11 */
