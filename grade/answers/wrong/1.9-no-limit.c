// wrong: a line may be of any length.
// loses: readline_long
/* EXERCISE 1.9 insert */
-	if (line.l_length + 1 >= LINE_SIZE) {
-		show('\a');
-		return;
-	}
/* END EXERCISE 1.9 */
