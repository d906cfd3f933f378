// wrong: UVPT shows the page tables of the kernel's directory instead of the own ones.
// loses: env_space
/* EXERCISE 3.2 env_setup_vm */
-	e->env_pgdir[PDX(UVPT)] = page2pa(pp) | PTE_P | PTE_U;
/* END EXERCISE 3.2 */
