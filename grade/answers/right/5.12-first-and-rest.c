// right: each redirection in a function of its own; a pipeline is its first command and a shorter
//     pipeline.
static int
redirect_one(const char *name, int mode, int *fd)
{
	int r;

	if (!name)
		return 0;
	r = open(name, mode);
	if (r < 0) {
		status_of_error(name, r);
		return -1;
	}
	close_opened(*fd);
	*fd = r;
	return 0;
}

/* EXERCISE 5.12 redirect */
	int written = O_WRONLY | O_CREAT;
	int out = written | (command->append ? O_APPEND : O_TRUNC);

	if (redirect_one(command->in, O_RDONLY, &fds[STDIN]) < 0 ||
	    redirect_one(command->out, out, &fds[STDOUT]) < 0)
		return -1;
	return redirect_one(command->err, written | (command->append_err ? O_APPEND : O_TRUNC),
			    &fds[STDERR]);
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
