// wrong: the sender waits, but stands on nobody's list: who should wake it never finds it.
// loses: ipc_order
/* EXERCISE 4.11 send_or_wait */
-		env_wait(curenv, how, receiver);
+		env_wait(curenv, how, NULL);
/* END EXERCISE 4.11 */
