// wrong: only the slot is looked at, not whether its environment has this id.
// loses: env_ids
/* EXERCISE 3.1 envid2env */
-	if (!e || e->env_status <= ENV_DYING || (envid != 0 && e->env_id != envid))
+	if (!e || e->env_status <= ENV_DYING)
/* END EXERCISE 3.1 */
