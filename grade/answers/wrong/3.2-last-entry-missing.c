// wrong: an off-by-one: the directory's last entry is not copied.
// loses: env_space
/* EXERCISE 3.2 env_setup_vm */
-	       (NPDENTRIES - PDX(UTOP)) * sizeof(pde_t));
+	       (NPDENTRIES - 1 - PDX(UTOP)) * sizeof(pde_t));
/* END EXERCISE 3.2 */
