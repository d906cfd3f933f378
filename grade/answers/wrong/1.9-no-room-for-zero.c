// wrong: the line may fill its buffer, and the final zero goes behind it.
// loses: readline_long
/* EXERCISE 1.9 insert */
-	if (line.l_length + 1 >= LINE_SIZE) {
+	if (line.l_length >= LINE_SIZE) {
/* END EXERCISE 1.9 */
