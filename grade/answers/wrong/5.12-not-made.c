// wrong: a file that is not there is an error, though it is to be written.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-		int written = O_WRONLY | O_CREAT | (r->append ? O_APPEND : O_TRUNC);
+		int written = O_WRONLY | (r->append ? O_APPEND : O_TRUNC);
/* END EXERCISE 5.12 */
