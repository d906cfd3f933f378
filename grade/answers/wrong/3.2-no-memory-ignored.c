// wrong: nobody looks whether there was a frame for the page directory.
// loses: env_no_memory
/* EXERCISE 3.2 env_setup_vm */
-	if (!pp)
-		return -E_NO_MEM;
/* END EXERCISE 3.2 */
