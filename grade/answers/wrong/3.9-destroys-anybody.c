// wrong: sys_env_destroy does not ask whether the caller may.
// loses: env_rights
/* EXERCISE 3.9 sys_env_destroy */
-	int r = envid2env(envid, &e, true);
+	int r = envid2env(envid, &e, false);
/* END EXERCISE 3.9 */
