// wrong: a newline moves down, but not to the start of the row.
// loses: screen_scroll
/* EXERCISE 1.7 put_text */
-		cursor += COLUMNS - cursor % COLUMNS;
+		cursor += COLUMNS;
/* END EXERCISE 1.7 */
