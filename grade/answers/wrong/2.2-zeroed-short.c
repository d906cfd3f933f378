// wrong: ALLOC_ZERO leaves the last byte of the frame as it was.
// loses: frames_zero
/* EXERCISE 2.2 page_alloc */
-		memset(page2kva(pp), 0, PGSIZE);
+		memset(page2kva(pp), 0, PGSIZE - 1);
/* END EXERCISE 2.2 */
