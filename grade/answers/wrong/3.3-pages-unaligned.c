// wrong: address and offset need to agree within a page only.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (ph->p_align && (start - ph->p_offset) % ph->p_align != 0)
+	if (ph->p_align && (start - ph->p_offset) % MIN(ph->p_align, PGSIZE) != 0)
/* END EXERCISE 3.3 */
