// wrong: page_free frees what is still referenced.
// loses: frames_free_in_use
/* EXERCISE 2.2 page_free */
-	if (pp->pp_ref != 0)
-		panic("page_free: frame %05x still has %u references", pp - pages, pp->pp_ref);
/* END EXERCISE 2.2 */
