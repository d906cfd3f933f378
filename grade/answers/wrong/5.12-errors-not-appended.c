// wrong: 2>> cuts the file as 2> does.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-			      O_WRONLY | O_CREAT | (command->append_err ? O_APPEND : O_TRUNC) };
+			      O_WRONLY | O_CREAT | O_TRUNC };
/* END EXERCISE 5.12 */
