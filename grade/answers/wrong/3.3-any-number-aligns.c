// wrong: an alignment need not be a power of two.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (ph->p_align & (ph->p_align - 1))
-		return "the alignment of a segment is not a power of two";
/* END EXERCISE 3.3 */
