// wrong: the place of the answer may be in the middle of a page.
// loses: call_answer
/* EXERCISE 4.12 sys_ipc_call */
-	int r = begin_send(&e, envid, &m, dstva);
+	int r = begin_send(&e, envid, &m, (void *)UTOP);
/* END EXERCISE 4.12 */
