// wrong: anybody may stop anybody.
// loses: set_status_states
/* EXERCISE 4.6 sys_env_set_status */
-	if ((r = envid2env(envid, &e, true)) == 0) {
+	if ((r = envid2env(envid, &e, false)) == 0) {
/* END EXERCISE 4.6 */
