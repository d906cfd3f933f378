// wrong: no segment may be written.
// loses: spawn_program
/* EXERCISE 5.11 load_segment */
-	int perm = PTE_P | PTE_U | (ph->p_flags & ELF_PROG_FLAG_WRITE ? PTE_W : 0);
+	int perm = PTE_P | PTE_U;
/* END EXERCISE 5.11 */
