// wrong: env_ngrants is looked at and never counted up.
// loses: bind_grant bind_many
/* EXERCISE 5.1 grant */
-	curenv->env_ngrants++;
/* END EXERCISE 5.1 */
