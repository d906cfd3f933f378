// wrong: an off-by-one: the byte behind the end of the file is loaded.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (ph->p_offset > size || ph->p_filesz > size - ph->p_offset)
+	if (ph->p_offset > size || ph->p_filesz > size - ph->p_offset + 1)
/* END EXERCISE 3.3 */
