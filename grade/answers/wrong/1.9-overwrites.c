// wrong: a character typed in the middle of the line replaces what stands there.
// loses: readline_edit
/* EXERCISE 1.9 insert */
-	memmove(at + 1, at, line.l_length - line.l_cursor);
-	*at = c;
-	line.l_length++;
+	*at = c;
+	if (line.l_cursor == line.l_length)
+		line.l_length++;
/* END EXERCISE 1.9 */
