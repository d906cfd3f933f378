// wrong: a call that has to wait waits like a send, and never for the answer.
// loses: call_answer
/* EXERCISE 4.12 sys_ipc_call */
-		env_wait(curenv, WAIT_TO_CALL, e);
+		env_wait(curenv, WAIT_TO_SEND, e);
/* END EXERCISE 4.12 */
