// wrong: the id of an environment that has ended is good until its slot is used again.
// loses: env_lookup
/* EXERCISE 3.1 envid2env */
-	if (!e || e->env_status <= ENV_DYING || (envid != 0 && e->env_id != envid))
+	if (!e || (envid != 0 && e->env_id != envid))
/* END EXERCISE 3.1 */
