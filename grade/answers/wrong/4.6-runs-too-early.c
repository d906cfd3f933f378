// wrong: the child may run before its registers are there.
// loses: exofork_child
/* EXERCISE 4.6 sys_exofork */
-	memcpy(child->env_name, curenv->env_name, sizeof(child->env_name));
+	lock(&sched_lock);
+	env_set_status(child, ENV_RUNNABLE);
+	unlock(&sched_lock);
+	memcpy(child->env_name, curenv->env_name, sizeof(child->env_name));
/* END EXERCISE 4.6 */
