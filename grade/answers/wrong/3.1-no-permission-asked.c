// wrong: checkperm is ignored: every program may destroy every other.
// loses: env_rights
/* EXERCISE 3.1 envid2env */
-	if (checkperm && e != curenv && e->env_parent_id != curenv->env_id)
-		return -E_BAD_ENV;
/* END EXERCISE 3.1 */
