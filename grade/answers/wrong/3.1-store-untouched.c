// wrong: after an error, *store holds what was there before.
// loses: env_lookup
/* EXERCISE 3.1 envid2env */
-	*store = NULL;
/* END EXERCISE 3.1 */
