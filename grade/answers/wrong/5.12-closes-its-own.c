// wrong: what stood there is closed, also if it is the shell's own.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-		close_replaced(old, fds);
+		close(old);
/* END EXERCISE 5.12 */
