// wrong: memory is zeroed where it was not asked for, and not where it was.
// loses: frames_zero
/* EXERCISE 2.2 page_alloc */
-	if (alloc_flags & ALLOC_ZERO)
+	if (alloc_flags == 0)
/* END EXERCISE 2.2 */
