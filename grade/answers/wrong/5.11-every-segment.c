// wrong: segments of every type are loaded.
// loses: spawn_program
/* EXERCISE 5.11 load */
-		if (ph[i].p_type == ELF_PROG_LOAD && (r = load_segment(child, fd, &ph[i])) < 0)
+		if ((r = load_segment(child, fd, &ph[i])) < 0)
/* END EXERCISE 5.11 */
