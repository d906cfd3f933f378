// wrong: what is written at the end of a file goes where its descriptor stands: at its beginning.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-	const int modes[] = { O_RDONLY, O_WRONLY | O_CREAT | (command->append ? O_APPEND : O_TRUNC),
+	const int modes[] = { O_RDONLY, O_WRONLY | O_CREAT | (command->append ? 0 : O_TRUNC),
/* END EXERCISE 5.12 */
