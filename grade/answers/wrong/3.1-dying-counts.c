// wrong: an environment that is being ended is still found, and could be ended a second time.
// loses: env_lookup
/* EXERCISE 3.1 envid2env */
-	if (!e || e->env_status <= ENV_DYING || (envid != 0 && e->env_id != envid))
+	if (!e || e->env_status == ENV_FREE || (envid != 0 && e->env_id != envid))
/* END EXERCISE 3.1 */
