// wrong: the new page table's frame gets no reference.
// loses: walk_create
/* EXERCISE 2.3 pgdir_walk */
-		pp->pp_ref++;
/* END EXERCISE 2.3 */
