// wrong: an environment that has destroyed itself is returned to.
// loses: env_hello
/* EXERCISE 3.9 sys_env_destroy */
-	if (!curenv)
-		sched_yield();
/* END EXERCISE 3.9 */
