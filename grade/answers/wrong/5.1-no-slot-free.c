// wrong: the last slot may be in use.
// loses: bind_many
/* EXERCISE 5.1 grant */
-	if (!free_bindings || curenv->env_ngrants >= NGRANTS_MAX)
+	if (curenv->env_ngrants >= NGRANTS_MAX)
/* END EXERCISE 5.1 */
