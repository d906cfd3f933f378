// wrong: an off-by-one: the last row but one does not move up.
// loses: screen_scroll
/* EXERCISE 1.7 scroll */
-	memmove(screen, screen + COLUMNS, (ROWS - 1) * COLUMNS * sizeof(screen[0]));
+	memmove(screen, screen + COLUMNS, (ROWS - 2) * COLUMNS * sizeof(screen[0]));
/* END EXERCISE 1.7 */
