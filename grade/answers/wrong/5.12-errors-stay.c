// wrong: where errors go is not changed.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-		fds[r->num] = fd;
+		if (r->num == STDERR)
+			continue;
+		fds[r->num] = fd;
/* END EXERCISE 5.12 */
