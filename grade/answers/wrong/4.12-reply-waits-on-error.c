// wrong: who could not answer waits all the same.
// loses: call_answer
/* EXERCISE 4.12 sys_ipc_reply */
-	if (!awaits(e, curenv))
-		return unlocked(-E_IPC_NOT_RECV);
+	if (!awaits(e, curenv)) {
+		await_message(curenv, NULL, (uintptr_t)dstva);
+		sched_yield();
+	}
/* END EXERCISE 4.12 */
