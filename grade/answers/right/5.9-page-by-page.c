// right: never more than the rest of one page at a time, through a window of which one page is
//     wanted; its end is said anew each time.
/* EXERCISE 5.9 window_room */
	const struct Window *w = window_of(fd);
	uint32_t page = offset / PGSIZE, size = fd->fd_file.size;

	if (writes && !w->w_writeable)
		return 0;
	if (w->w_generation != fd->fd_file.generation)
		return 0;
	if (page < w->w_first || page - w->w_first >= w->w_npages || offset >= size)
		return 0;
	return MIN(PGSIZE - offset % PGSIZE, size - offset);
/* END EXERCISE 5.9 */
/* EXERCISE 5.9 window_move */
	struct Window *w = window_of(fd);
	unsigned op = writes ? FSOP_MAP_WRITE : FSOP_MAP_READ;
	uint32_t generation = fd->fd_file.generation, npages = 0;
	int r = fs_file_request(fd, op, offset / PGSIZE, window_va(fd), FS_WINDOW_PAGES, &npages);

	if (r >= 0 && npages == 0)
		r = -E_IO;
	*w = (struct Window){ offset / PGSIZE, r < 0 ? 0 : npages, generation, writes, true };
	return MIN(r, 0);
/* END EXERCISE 5.9 */
/* EXERCISE 5.9 read_locked */
	char *at = buf;
	int r = 0;

	while (n > 0) {
		size_t part = window_room(fd, (uint32_t)fd->fd_offset, false);

		if (part > n)
			part = n;
		if (part == 0) {
			if (fd->fd_offset < 0 || (uint32_t)fd->fd_offset >= fd->fd_file.size)
				break;
			r = window_move(fd, (uint32_t)fd->fd_offset, false);
			if (r < 0)
				break;
			continue;
		}
		memmove(at, window_at(fd, (uint32_t)fd->fd_offset), part);
		at += part;
		n -= part;
		fd->fd_offset += (off_t)part;
	}
	if (at != buf || r == -E_EOF)
		r = 0;
	return r < 0 ? r : at - buf;
/* END EXERCISE 5.9 */
/* EXERCISE 5.9 write_locked */
	const char *at = buf;
	int r = 0;

	while (n > 0 && r >= 0) {
		uint32_t offset = (uint32_t)fd->fd_offset;
		size_t part = window_room(fd, offset, true);

		if (part == 0) {
			fd->fd_file.wanted = offset + n;
			r = window_move(fd, offset, true);
			continue;
		}
		part = MIN(part, n);
		memmove(window_at(fd, offset), at, part);
		at += part;
		n -= part;
		fd->fd_offset = (off_t)(offset + part);
	}
	return at > buf ? at - buf : r;
/* END EXERCISE 5.9 */
