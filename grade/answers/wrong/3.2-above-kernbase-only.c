// wrong: the directory is copied from KERNBASE up: what programs are shown is missing.
// loses: env_space
/* EXERCISE 3.2 env_setup_vm */
-	memcpy(&e->env_pgdir[PDX(UTOP)], &kern_pgdir[PDX(UTOP)],
-	       (NPDENTRIES - PDX(UTOP)) * sizeof(pde_t));
+	memcpy(&e->env_pgdir[PDX(KSTACKTOP) - 1], &kern_pgdir[PDX(KSTACKTOP) - 1],
+	       (NPDENTRIES - PDX(KSTACKTOP) + 1) * sizeof(pde_t));
/* END EXERCISE 3.2 */
