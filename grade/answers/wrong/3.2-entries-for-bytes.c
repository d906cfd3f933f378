// wrong: the number of entries is taken for the number of bytes.
// loses: env_space
/* EXERCISE 3.2 env_setup_vm */
-	       (NPDENTRIES - PDX(UTOP)) * sizeof(pde_t));
+	       NPDENTRIES - PDX(UTOP));
/* END EXERCISE 3.2 */
