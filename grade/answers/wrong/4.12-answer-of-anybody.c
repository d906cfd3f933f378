// wrong: the caller waits for any message, and takes a stranger's for the answer.
// loses: call_answer
/* EXERCISE 4.12 sys_ipc_call */
-	await_message(curenv, e, (uintptr_t)dstva);
+	await_message(curenv, NULL, (uintptr_t)dstva);
/* END EXERCISE 4.12 */
