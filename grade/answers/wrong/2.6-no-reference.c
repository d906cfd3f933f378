// wrong: the reference is not counted.
// loses: insert_new
/* EXERCISE 2.6 page_insert */
-	pp->pp_ref++;
/* END EXERCISE 2.6 */
