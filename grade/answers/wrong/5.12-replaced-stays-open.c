// wrong: the end of a pipe in whose place a file comes stays open in the shell.
// loses: shell_pipes
/* EXERCISE 5.12 redirect */
-		int old = fds[r->num];
-
-		if (fd < 0) {
+
+		if (fd < 0) {
-		close_replaced(old, fds);
/* END EXERCISE 5.12 */
