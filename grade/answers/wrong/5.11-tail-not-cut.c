// wrong: whole pages are read, so what follows the segment in the file stands where zeros should.
// loses: spawn_program
/* EXERCISE 5.11 load_piece */
-	uint32_t from = MAX(va, ph->p_va), to = MIN(va + npages * PGSIZE, ph->p_va + ph->p_filesz);
+	uint32_t from = MAX(va, ph->p_va), to = va + npages * PGSIZE;
/* END EXERCISE 5.11 */
