// wrong: the child's parent is the parent of the caller.
// loses: exofork_child
/* EXERCISE 4.6 sys_exofork */
-	int r = env_alloc(&child, curenv->env_id);
+	int r = env_alloc(&child, curenv->env_parent_id);
/* END EXERCISE 4.6 */
