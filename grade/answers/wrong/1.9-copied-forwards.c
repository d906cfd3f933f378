// wrong: overlapping memory is moved by memcpy(), from front to back.
// loses: readline_edit
/* EXERCISE 1.9 insert */
-	memmove(at + 1, at, line.l_length - line.l_cursor);
+	for (size_t i = 0; i < line.l_length - line.l_cursor; i++)
+		at[i + 1] = at[i];
/* END EXERCISE 1.9 */
