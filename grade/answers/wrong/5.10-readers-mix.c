// wrong: two may read at the same time.
// loses: pipe_shared
/* EXERCISE 5.10 pipe_read */
-	lock_take(&pipe->p_reader);

-	lock_give(&pipe->p_reader);
/* END EXERCISE 5.10 */
