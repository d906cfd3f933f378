// wrong: a file that is not there is an error, though it is to be written.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-	const int modes[] = { O_RDONLY, O_WRONLY | O_CREAT | (command->append ? O_APPEND : O_TRUNC),
+	const int modes[] = { O_RDONLY, O_WRONLY | (command->append ? O_APPEND : O_TRUNC),
/* END EXERCISE 5.12 */
