// wrong: start + p_memsz may wrap around to something small.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (start < lo || start > hi || ph->p_memsz > hi - start)
+	if (start < lo || start + ph->p_memsz > hi)
/* END EXERCISE 3.3 */
