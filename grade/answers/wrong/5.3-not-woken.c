// wrong: the result is kept, and who waits for it is not woken.
// loses: disk_pages
/* EXERCISE 5.3 end */
	lock(&memory_lock);
	unpin(r);
	unlock(&memory_lock);
	sched_awaited--;
	if (!r->r_owner) {
		forget(r);
		return false;
	}
	r->r_state = ENDED;
	r->r_result = result;
	return false;
/* END EXERCISE 5.3 */
