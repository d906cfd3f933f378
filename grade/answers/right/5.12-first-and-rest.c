// right: each redirection in a function of its own; a pipeline is its first command and a shorter
//     pipeline.
static int
open_for(const struct Redirection *r, const int fds[3])
{
	if (!r->file)
		return fds[r->other];
	if (r->num == STDIN)
		return open(r->file, O_RDONLY);
	return open(r->file, O_WRONLY | O_CREAT | (r->append ? O_APPEND : O_TRUNC));
}

static int
redirect_from(const struct Redirection *r, int n, int fds[3])
{
	int fd, old = n > 0 ? fds[r->num] : STDIN;

	if (n == 0)
		return 0;
	if ((fd = open_for(r, fds)) < 0) {
		status_of_error(r->file, fd);
		return 1;
	}
	fds[r->num] = fd;
	close_replaced(old, fds);
	return redirect_from(r + 1, n - 1, fds);
}

/* EXERCISE 5.12 redirect */
	return redirect_from(command->redirections, command->nredirections, fds);
/* END EXERCISE 5.12 */

static int
start_from(const struct Pipeline *pipeline, int i, int in, struct Job *job)
{
	int fds[3] = { in, STDOUT, STDERR }, ends[2], r;

	if (i == pipeline->n - 1)
		return start_command(&pipeline->commands[i], fds, job);
	r = pipe(ends);
	if (r < 0) {
		close_opened(in);
		return status_of_error("pipe", r);
	}
	fds[STDOUT] = ends[1];
	start_command(&pipeline->commands[i], fds, job);
	return start_from(pipeline, i + 1, ends[0], job);
}

/* EXERCISE 5.12 start_all */
	return start_from(pipeline, 0, in, job);
/* END EXERCISE 5.12 */
