// wrong: page_free frees what is still referenced.
// loses: frames_free_in_use
/* EXERCISE 2.2 page_free */
	if (pp->pp_link)
		panic("page_free: frame %05x is free already", pp - pages);
	link_free(pp, free_frames.pp_link);
/* END EXERCISE 2.2 */
