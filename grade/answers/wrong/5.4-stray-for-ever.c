// wrong: returns from a fault at an address that is no block's, and keeps its upcall.
// loses: fs_cache
/* EXERCISE 5.4 fault */
-		sys_env_set_upcall(0, T_PGFLT, 0);
/* END EXERCISE 5.4 */
