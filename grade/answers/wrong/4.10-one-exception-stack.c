// wrong: parent and child have one exception stack.
// loses: fork_writes
/* EXERCISE 4.10 fork_by */
-	    (r = sys_env_set_status(child, ENV_RUNNABLE)) < 0) {
+	    (r = sys_page_map(0, (void *)(UXSTACKTOP - PGSIZE), child,
+			      (void *)(UXSTACKTOP - PGSIZE), PTE_P | PTE_U | PTE_W)) < 0 ||
+	    (r = sys_env_set_status(child, ENV_RUNNABLE)) < 0) {
/* END EXERCISE 4.10 */
