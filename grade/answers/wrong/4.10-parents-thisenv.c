// wrong: the child goes on with its parent's thisenv.
// loses: fork_writes
/* EXERCISE 4.10 fork_by */
-	if (child == 0)
-		thisenv = &envs[ENVX(sys_getenvid())];
/* END EXERCISE 4.10 */
