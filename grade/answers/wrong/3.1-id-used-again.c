// wrong: every use of a slot gets the same id: an old id names the new environment.
// loses: env_ids
/* EXERCISE 3.1 next_envid */
-	uint32_t next = ((uint32_t)e->env_id & ~((1u << ENVGENSHIFT) - 1)) + (1u << ENVGENSHIFT);
+	uint32_t next = 1u << ENVGENSHIFT;
/* END EXERCISE 3.1 */
