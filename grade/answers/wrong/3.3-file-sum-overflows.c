// wrong: p_offset + p_filesz may wrap around to something small.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (ph->p_offset > size || ph->p_filesz > size - ph->p_offset)
+	if (ph->p_offset + ph->p_filesz > size)
/* END EXERCISE 3.3 */
