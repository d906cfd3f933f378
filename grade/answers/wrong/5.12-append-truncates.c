// wrong: what is to be written at the end of a file replaces it.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-		int written = O_WRONLY | O_CREAT | (r->append ? O_APPEND : O_TRUNC);
+		int written = O_WRONLY | O_CREAT | O_TRUNC;
/* END EXERCISE 5.12 */
