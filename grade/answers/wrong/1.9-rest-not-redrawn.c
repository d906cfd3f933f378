// wrong: what moved behind the new character is not shown again.
// loses: readline_echo
/* EXERCISE 1.9 insert */
-	if (line.l_cursor < line.l_length)
-		redraw(0);
/* END EXERCISE 1.9 */
