// wrong: to call oneself leaves sched_lock taken.
// loses: call_answer
/* EXERCISE 4.12 sys_ipc_call */
-	if (e == curenv)
-		return unlocked(-E_INVAL);
+	if (e == curenv)
+		return -E_INVAL;
/* END EXERCISE 4.12 */
