// wrong: page_decref looks at the count before it has lowered it, so the last reference frees
//     nothing.
// loses: frames_refcount
/* EXERCISE 2.2 page_decref */
	if (pp->pp_ref-- == 0)
		page_free(pp);
/* END EXERCISE 2.2 */
