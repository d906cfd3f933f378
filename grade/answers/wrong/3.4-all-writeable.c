// wrong: every page is writeable, the program's text, too.
// loses: env_load
/* EXERCISE 3.4 load_segment */
-	int perm = PTE_U | (ph->p_flags & ELF_PROG_FLAG_WRITE ? PTE_W : 0);
+	int perm = PTE_U | PTE_W;
/* END EXERCISE 3.4 */
