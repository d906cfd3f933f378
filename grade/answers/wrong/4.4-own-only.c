// wrong: only children get a turn.
// loses: yield_to_turns
/* EXERCISE 4.4 sys_yield_to */
-	if ((r = envid2env(envid, &e, false)) < 0 || e->env_status != ENV_RUNNABLE) {
+	if ((r = envid2env(envid, &e, true)) < 0 || e->env_status != ENV_RUNNABLE) {
/* END EXERCISE 4.4 */
