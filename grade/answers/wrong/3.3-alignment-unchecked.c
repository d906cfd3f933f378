// wrong: the alignment is not looked at.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (ph->p_align & (ph->p_align - 1))
-		return "the alignment of a segment is not a power of two";
-	if (ph->p_align && (start - ph->p_offset) % ph->p_align != 0)
-		return "a segment is misaligned";
/* END EXERCISE 3.3 */
