// wrong: page_free does not notice that the frame is free already.
// loses: frames_double_free
/* EXERCISE 2.2 page_free */
	if (pp->pp_ref != 0)
		panic("page_free: frame %05x still has %u references", pp - pages, pp->pp_ref);
	link_free(pp, free_frames.pp_link);
/* END EXERCISE 2.2 */
