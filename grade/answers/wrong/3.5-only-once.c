// wrong: curenv is set for the first environment only.
// loses: env_yield
/* EXERCISE 3.5 env_run */
-	curenv = e;
+	if (!last)
+		curenv = e;
/* END EXERCISE 3.5 */
