// wrong: a segment may have more bytes in the file than in memory.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (ph->p_filesz > ph->p_memsz)
-		return "a segment has more bytes in the file than in memory";
/* END EXERCISE 3.3 */
