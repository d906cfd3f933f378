// wrong: nobody looks whether the segment's bytes are in the file.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (ph->p_offset > size || ph->p_filesz > size - ph->p_offset)
-		return "a segment reaches beyond the end of the file";
/* END EXERCISE 3.3 */
