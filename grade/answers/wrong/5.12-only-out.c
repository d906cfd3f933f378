// wrong: only what is written is redirected.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-	for (int i = STDIN; i <= STDERR; i++) {
+	for (int i = STDOUT; i <= STDOUT; i++) {
/* END EXERCISE 5.12 */
