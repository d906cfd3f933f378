// wrong: the end of a pipe in whose place a file comes stays open in the shell.
// loses: shell_pipes
/* EXERCISE 5.12 redirect */
-		close_opened(fds[i]);
/* END EXERCISE 5.12 */
