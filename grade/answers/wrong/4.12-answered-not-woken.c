// wrong: when a message waits already, the one who was answered is forgotten.
// loses: call_answer
/* EXERCISE 4.12 sys_ipc_reply */
-		env_wake(e, 0);
/* END EXERCISE 4.12 */
