// wrong: the child may run before it has its pages.
// loses: fork_generations
/* EXERCISE 4.10 fork_by */
-	if ((r = fork_pages(child, policy)) < 0 || (r = fork_upcalls(child)) < 0 ||
-	    (r = sys_env_set_status(child, ENV_RUNNABLE)) < 0) {
+	sys_env_set_status(child, ENV_RUNNABLE);
+	sys_yield();
+	if ((r = fork_pages(child, policy)) < 0 || (r = fork_upcalls(child)) < 0) {
/* END EXERCISE 4.10 */
