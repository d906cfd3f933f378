// wrong: a backspace at the start of the screen leaves it.
// loses: screen_scroll
/* EXERCISE 1.7 put_text */
-		cursor -= cursor > 0;
+		cursor--;
/* END EXERCISE 1.7 */
