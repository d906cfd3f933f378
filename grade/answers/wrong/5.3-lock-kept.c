// wrong: memory_lock is not given back.
// loses: disk_pages
/* EXERCISE 5.3 end */
-	unlock(&memory_lock);
/* END EXERCISE 5.3 */
