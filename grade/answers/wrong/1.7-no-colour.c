// wrong: every character has the default colour.
// loses: screen_colour
/* EXERCISE 1.7 put_text */
-		screen[cursor] = CELL(c, colour);
+		screen[cursor] = CELL(c, COLOUR_DEFAULT);
/* END EXERCISE 1.7 */
