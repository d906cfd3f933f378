// wrong: the page table of a 4 MiB page is looked for where there is none.
// loses: monitor_setperm
/* EXERCISE 2.9 set_rights */
-	if (mapping.m_pde & PTE_PS) {
-		cprintf("%08x lies in a 4 MiB page: it has no rights of its own\n", va);
-		return;
-	}
/* END EXERCISE 2.9 */
