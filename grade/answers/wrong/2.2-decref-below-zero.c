// wrong: a reference that nobody holds is dropped, too: the count of a free frame becomes 65535.
// loses: frames_refcount
/* EXERCISE 2.2 page_decref */
-	if (pp->pp_ref == 0)
-		panic("page_decref: frame %05x has no reference", pp - pages);
/* END EXERCISE 2.2 */
