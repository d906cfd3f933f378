// wrong: where a descriptor is to lead as another one does, it does so when all files are open.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
	for (int turn = 0; turn < 2; turn++) {
		for (int i = 0; i < command->nredirections; i++) {
			const struct Redirection *r = &command->redirections[i];
			int written = O_WRONLY | O_CREAT | (r->append ? O_APPEND : O_TRUNC);
			int old = fds[r->num], fd = fds[r->other];

			if (!r->file != turn)
				continue;
			if (r->file)
				fd = open(r->file, r->num == STDIN ? O_RDONLY : written);
			if (fd < 0) {
				status_of_error(r->file, fd);
				return 1;
			}
			fds[r->num] = fd;
			close_replaced(old, fds);
		}
	}
	return 0;
/* END EXERCISE 5.12 */
