// wrong: the next trap is saved in the environment that ran before.
// loses: env_yield
/* EXERCISE 3.5 env_run */
-	trap_save_in(e);
+	if (!last)
+		trap_save_in(e);
/* END EXERCISE 3.5 */
