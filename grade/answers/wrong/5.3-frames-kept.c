// wrong: the references to the frames are never dropped.
// loses: disk_pages disk_pinned
/* EXERCISE 5.3 end */
-	lock(&memory_lock);
-	unpin(r);
-	unlock(&memory_lock);
/* END EXERCISE 5.3 */
