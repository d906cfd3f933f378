// wrong: what was erased at the end of the line stays on the terminal.
// loses: readline_echo
/* EXERCISE 1.9 erase_from */
-	redraw(n);
+	redraw(0);
/* END EXERCISE 1.9 */
