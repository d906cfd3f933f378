// wrong: nothing keeps a segment off the null page.
// loses: elf_hostile
/* EXERCISE 3.3 check_segment */
-	if (start < lo || start > hi || ph->p_memsz > hi - start)
+	if (start > hi || ph->p_memsz > hi - start)
/* END EXERCISE 3.3 */
