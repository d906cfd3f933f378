// wrong: the list counts as empty while one frame is still on it.
// loses: frames_all
/* EXERCISE 2.2 page_alloc */
-	if (pp == &free_frames)
+	if (pp->pp_link == &free_frames)
/* END EXERCISE 2.2 */
