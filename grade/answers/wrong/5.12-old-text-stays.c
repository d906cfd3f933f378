// wrong: a file is not cut before it is written, so that the end of a longer text stays.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-		int written = O_WRONLY | O_CREAT | (r->append ? O_APPEND : O_TRUNC);
+		int written = O_WRONLY | O_CREAT | (r->append ? O_APPEND : 0);
/* END EXERCISE 5.12 */
