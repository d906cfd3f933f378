// wrong: no directory of its own: every environment runs in the kernel's.
// loses: env_space
/* EXERCISE 3.2 env_setup_vm */
	e->env_pgdir = kern_pgdir;
	pa2page(PADDR(kern_pgdir))->pp_ref++;
	return 0;
/* END EXERCISE 3.2 */
