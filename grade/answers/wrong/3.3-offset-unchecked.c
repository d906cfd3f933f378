// wrong: behind the end of the file, the bytes that are left wrap around to many.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (ph->p_offset > size || ph->p_filesz > size - ph->p_offset)
+	if (ph->p_filesz > size - ph->p_offset)
/* END EXERCISE 3.3 */
