// wrong: the comparison is the wrong way round: a child may, its parent may not.
// loses: env_lookup
/* EXERCISE 3.1 envid2env */
-	if (checkperm && e != curenv && e->env_parent_id != curenv->env_id)
+	if (checkperm && e != curenv && curenv->env_parent_id != e->env_id)
/* END EXERCISE 3.1 */
