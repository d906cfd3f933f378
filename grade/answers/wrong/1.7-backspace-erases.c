// wrong: a backspace blanks the character instead of only moving the cursor.
// loses: screen_control
/* EXERCISE 1.7 put_text */
-		cursor -= cursor > 0;
+		if (cursor > 0)
+			screen[--cursor] = CELL(' ', colour);
/* END EXERCISE 1.7 */
