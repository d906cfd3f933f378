// wrong: of those who wait, the one who came last is served first.
// loses: ipc_order
/* EXERCISE 4.11 receive_waiting */
-	while ((sender = envlist_first(&curenv->env_senders))) {
+	while ((sender = envlist_first(&curenv->env_senders))) {
+		sender = (struct Env *)((char *)curenv->env_senders.el_prev -
+					offsetof(struct Env, env_queue));
/* END EXERCISE 4.11 */
