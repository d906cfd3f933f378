// right: who waits is looked for first; the disk begins the next request before the last one ends.
/* EXERCISE 5.3 end */
	struct Env *owner = r->r_owner;
	bool waits = owner && owner->env_wait == WAIT_FOR_DISK && owner->env_waits_disk == r->r_id;

	sched_awaited--;
	lock(&memory_lock);
	unpin(r);
	unlock(&memory_lock);
	r->r_state = ENDED;
	r->r_result = result;
	if (waits)
		env_wake(owner, result);
	if (waits || !owner)
		forget(r);
	return waits;
/* END EXERCISE 5.3 */
/* EXERCISE 5.3 begin_next */
	struct DiskRequest *r;

	if (at_disk)
		return;
	while (queue) {
		r = dequeue();
		if (!binding_exists(r->r_binding)) {
			end(r, -E_BAD_BINDING);
			continue;
		}
		at_disk = r;
		r->r_state = AT_DISK;
		patience_left = patience;
		if (ide_start(&r->r_transfer) != IDE_FAILED)
			return;
		at_disk = NULL;
		end(r, -E_IO);
	}
/* END EXERCISE 5.3 */
/* EXERCISE 5.3 move_on */
	struct DiskRequest *done = at_disk;
	bool woken = false;

	if (state == IDE_WORKING) {
		patience_left = patience;
	} else {
		at_disk = NULL;
		begin_next();
		woken = end(done, state == IDE_FAILED ? -E_IO : 0);
	}
	return woken;
/* END EXERCISE 5.3 */
