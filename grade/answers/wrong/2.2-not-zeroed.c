// wrong: ALLOC_ZERO zeroes one word too few, having mixed up bytes and words.
// loses: frames_zero
/* EXERCISE 2.2 page_alloc */
-		memset(page2kva(pp), 0, PGSIZE);
+		memset(page2kva(pp), 0, PGSIZE / sizeof(uint32_t));
/* END EXERCISE 2.2 */
