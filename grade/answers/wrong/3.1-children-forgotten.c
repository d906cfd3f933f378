// wrong: only the environment itself is allowed, not its children.
// loses: env_lookup
/* EXERCISE 3.1 envid2env */
-	if (checkperm && e != curenv && e->env_parent_id != curenv->env_id)
+	if (checkperm && e != curenv)
/* END EXERCISE 3.1 */
