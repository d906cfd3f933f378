// wrong: the caller counts as the owner.
// loses: page_alloc_child
/* EXERCISE 4.7 give_page */
-		pp->pp_owner = e->env_id;
+		pp->pp_owner = curenv->env_id;
/* END EXERCISE 4.7 */
