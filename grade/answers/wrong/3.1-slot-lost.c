// wrong: the id does not hold the number of the slot.
// loses: env_ids
/* EXERCISE 3.1 next_envid */
-	return (envid_t)(next | (uint32_t)(e - envs));
+	return (envid_t)next;
/* END EXERCISE 3.1 */
