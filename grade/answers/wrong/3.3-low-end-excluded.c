// wrong: an off-by-one: a segment that begins just at lo is refused.
// loses: elf_good
/* EXERCISE 3.3 check_segment */
-	if (start < lo || start > hi || ph->p_memsz > hi - start)
+	if (start <= lo || start > hi || ph->p_memsz > hi - start)
/* END EXERCISE 3.3 */
