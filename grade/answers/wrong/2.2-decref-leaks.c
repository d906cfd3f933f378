// wrong: page_decref looks at the count before it has lowered it, so the last reference frees
//     nothing.
// loses: frames_refcount
/* EXERCISE 2.2 page_decref */
-	if (--pp->pp_ref == 0)
+	if (pp->pp_ref-- == 0)
/* END EXERCISE 2.2 */
