// wrong: the two counts are compared as they come: once, and the own end's before the ring's.
// loses: pipe_shared
/* EXERCISE 5.10 other_end_closed */
	return pageref(fd) == pageref(fd2data(fd));
/* END EXERCISE 5.10 */
