// wrong: each piece holds what the first one does.
// loses: spawn_program
/* EXERCISE 5.11 load_piece */
-	    (r = seek(fd, (off_t)(ph->p_offset + (from - ph->p_va)))) < 0 ||
+	    (r = seek(fd, (off_t)ph->p_offset)) < 0 ||
/* END EXERCISE 5.11 */
