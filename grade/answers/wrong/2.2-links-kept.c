// wrong: page_alloc leaves the links of the frame that it hands out, as if it were still on the
//     list.
// loses: frames_all
/* EXERCISE 2.2 page_alloc */
-	pp->pp_link = pp->pp_prev = NULL;
/* END EXERCISE 2.2 */
