// wrong: page_free does not notice that the frame is free already.
// loses: frames_double_free
/* EXERCISE 2.2 page_free */
-	if (pp->pp_link)
-		panic("page_free: frame %05x is free already", pp - pages);
/* END EXERCISE 2.2 */
