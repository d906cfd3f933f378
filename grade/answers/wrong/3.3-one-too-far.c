// wrong: an off-by-one: a segment may take the first byte of the stack, too.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (start < lo || start > hi || ph->p_memsz > hi - start)
+	if (start < lo || start > hi || ph->p_memsz > hi - start + 1)
/* END EXERCISE 3.3 */
