// wrong: the child stays, half made, when there is no memory.
// loses: fork_no_memory
/* EXERCISE 4.10 fork_by */
-		sys_env_destroy(child);
/* END EXERCISE 4.10 */
