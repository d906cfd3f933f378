// wrong: the page directory's frame gets no reference.
// loses: env_space
/* EXERCISE 3.2 env_setup_vm */
-	pp->pp_ref++;
/* END EXERCISE 3.2 */
