// wrong: the processor keeps the address space of the environment before.
// loses: env_hello
/* EXERCISE 3.5 env_run */
-	if (rcr3() != pgdir)
-		lcr3(pgdir);
/* END EXERCISE 3.5 */
