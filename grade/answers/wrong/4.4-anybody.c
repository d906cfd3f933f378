// wrong: nobody looks whether the environment waits for the processor.
// loses: yield_to_errors
/* EXERCISE 4.4 sys_yield_to */
-	if ((r = envid2env(envid, &e, false)) < 0 || e->env_status != ENV_RUNNABLE) {
+	if ((r = envid2env(envid, &e, false)) < 0) {
/* END EXERCISE 4.4 */
