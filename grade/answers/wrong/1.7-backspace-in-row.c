// wrong: a backspace at the start of a row does nothing.
// loses: screen_control
/* EXERCISE 1.7 put_text */
-		cursor -= cursor > 0;
+		cursor -= cursor % COLUMNS > 0;
/* END EXERCISE 1.7 */
