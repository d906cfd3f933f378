// wrong: the file for errors is not cut; what it had stands behind what is written.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-			      O_WRONLY | O_CREAT | (command->append_err ? O_APPEND : O_TRUNC) };
+			      O_WRONLY | O_CREAT | (command->append_err ? O_APPEND : 0) };
/* END EXERCISE 5.12 */
