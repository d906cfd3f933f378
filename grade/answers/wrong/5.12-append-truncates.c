// wrong: what is to be written at the end of a file replaces it.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-	const int modes[] = { O_RDONLY, O_WRONLY | O_CREAT | (command->append ? O_APPEND : O_TRUNC),
+	const int modes[] = { O_RDONLY, O_WRONLY | O_CREAT | O_TRUNC,
/* END EXERCISE 5.12 */
