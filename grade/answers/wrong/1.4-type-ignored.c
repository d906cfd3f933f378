// wrong: program headers of other types are loaded, too.
// loses: boot_load
/* EXERCISE 1.4 load_segments */
-		if (ph->p_type != ELF_PROG_LOAD)
-			continue;
/* END EXERCISE 1.4 */
