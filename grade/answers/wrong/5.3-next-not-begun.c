// wrong: when a request has ended, the next one is left on the queue.
// loses: disk_order
/* EXERCISE 5.3 move_on */
-	begin_next();
/* END EXERCISE 5.3 */
