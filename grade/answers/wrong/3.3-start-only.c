// wrong: only the start of a segment has to lie where it may.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (start < lo || start > hi || ph->p_memsz > hi - start)
+	if (start < lo || start >= hi)
/* END EXERCISE 3.3 */
