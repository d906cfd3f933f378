// wrong: a file that cannot be opened is said, and the command runs without it.
// loses: shell_errors
/* EXERCISE 5.12 redirect */
-			return 1;
+			continue;
/* END EXERCISE 5.12 */
