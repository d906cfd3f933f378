// wrong: scrolls one cell too late: the cell behind the screen is written first.
// loses: screen_scroll
/* EXERCISE 1.7 scroll */
-	if (cursor < ROWS * COLUMNS)
+	if (cursor <= ROWS * COLUMNS)
/* END EXERCISE 1.7 */
