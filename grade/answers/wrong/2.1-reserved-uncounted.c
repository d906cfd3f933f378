// wrong: frames that may not be handed out get no reference.
// loses: frames_count
/* EXERCISE 2.1 page_init */
-			pages[ppn].pp_ref = 1;
/* END EXERCISE 2.1 */
