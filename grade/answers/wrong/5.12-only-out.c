// wrong: only what is written is redirected.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-		fds[r->num] = fd;
+		if (r->num != STDOUT)
+			continue;
+		fds[r->num] = fd;
/* END EXERCISE 5.12 */
