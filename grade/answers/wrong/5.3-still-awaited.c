// wrong: sched_awaited is not counted down: the processor sleeps on when nothing will come.
// loses: disk_pages
/* EXERCISE 5.3 end */
-	sched_awaited--;
/* END EXERCISE 5.3 */
