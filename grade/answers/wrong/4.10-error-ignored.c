// wrong: nobody looks whether the child could be given pages and upcalls.
// loses: fork_no_memory
/* EXERCISE 4.10 fork_by */
-	if ((r = fork_pages(child, policy)) < 0 || (r = fork_upcalls(child)) < 0 ||
-	    (r = sys_env_set_status(child, ENV_RUNNABLE)) < 0) {
+	fork_pages(child, policy);
+	fork_upcalls(child);
+	if ((r = sys_env_set_status(child, ENV_RUNNABLE)) < 0) {
/* END EXERCISE 4.10 */
