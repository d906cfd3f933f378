// wrong: where errors go is not changed.
// loses: shell_redirects
/* EXERCISE 5.12 redirect */
-	for (int i = STDIN; i <= STDERR; i++) {
+	for (int i = STDIN; i < STDERR; i++) {
/* END EXERCISE 5.12 */
