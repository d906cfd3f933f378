// wrong: what is written at the end of a file goes where its descriptor stands: at its beginning.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-		int written = O_WRONLY | O_CREAT | (r->append ? O_APPEND : O_TRUNC);
+		int written = O_WRONLY | O_CREAT | (r->append ? 0 : O_TRUNC);
/* END EXERCISE 5.12 */
