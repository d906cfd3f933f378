// right: one byte at a time, with positions that are computed; an equal number of references alone
//     means closed, and both counts are taken again till nothing has changed.
/* EXERCISE 5.10 other_end_closed */
	const struct Pipe *pipe = fd2data(fd);

	for (;;) {
		uint32_t before = pipe->p_shares;
		unsigned ring = pageref(pipe);
		bool same = ring == pageref(fd);

		if (pipe->p_shares == before)
			return same;
	}
/* END EXERCISE 5.10 */
/* EXERCISE 5.10 pipe_read */
	struct Pipe *pipe = fd2data(fd);
	char *bytes = buf;
	size_t i;

	lock_take(&pipe->p_reader);
	while (pipe->p_read == pipe->p_written) {
		if (other_end_closed(fd) && pipe->p_read == pipe->p_written) {
			lock_give(&pipe->p_reader);
			return 0;
		}
		wait_for_other(pipe, pipe->p_wrote_last);
	}
	for (i = 0; i < n && pipe->p_read != pipe->p_written; i++) {
		bytes[i] = pipe->p_ring[pipe->p_read];
		__sync_synchronize();
		pipe->p_read = (pipe->p_read + 1) % RING_SIZE;
	}
	pipe->p_read_last = thisenv->env_id;
	lock_give(&pipe->p_reader);
	return (ssize_t)i;
/* END EXERCISE 5.10 */
/* EXERCISE 5.10 pipe_write */
	struct Pipe *pipe = fd2data(fd);
	const char *bytes = buf;
	size_t i = 0;

	lock_take(&pipe->p_writer);
	while (i < n && !other_end_closed(fd)) {
		if (room(pipe) == 0) {
			wait_for_other(pipe, pipe->p_read_last);
			continue;
		}
		for (; i < n && room(pipe) > 0; i++) {
			pipe->p_ring[pipe->p_written] = bytes[i];
			__sync_synchronize();
			pipe->p_written = (pipe->p_written + 1) % RING_SIZE;
		}
	}
	pipe->p_wrote_last = thisenv->env_id;
	lock_give(&pipe->p_writer);
	return i == 0 && n > 0 ? -E_PIPE : (ssize_t)i;
/* END EXERCISE 5.10 */
