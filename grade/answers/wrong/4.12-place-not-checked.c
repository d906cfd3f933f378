// wrong: the place of the answer may be in the middle of a page.
// loses: call_answer
/* EXERCISE 4.12 sys_ipc_call */
-	if (!message_ok(&m) || !place_ok(dstva))
+	if (!message_ok(&m))
/* END EXERCISE 4.12 */
