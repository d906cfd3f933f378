// wrong: the lock is not given back where there is an error.
// loses: yield_to_errors
/* EXERCISE 4.4 sys_yield_to */
-		unlock(&sched_lock);
/* END EXERCISE 4.4 */
