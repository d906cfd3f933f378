// wrong: p_align 0, which asks for nothing, is refused.
// loses: elf_good
/* EXERCISE 3.3 check_segment */
-	if (ph->p_align & (ph->p_align - 1))
+	if (ph->p_align == 0 || (ph->p_align & (ph->p_align - 1)))
/* END EXERCISE 3.3 */
