// wrong: a tab moves on by eight columns instead of to a multiple of eight.
// loses: screen_control
/* EXERCISE 1.7 put_text */
-		cursor += TAB - cursor % TAB;
+		cursor += TAB;
/* END EXERCISE 1.7 */
