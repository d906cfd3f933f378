// wrong: what stood there is closed, also if it is the shell's own.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-		close_opened(fds[i]);
+		close(fds[i]);
/* END EXERCISE 5.12 */
