// wrong: rows are moved with memcpy(), though source and destination overlap.
// loses: screen_scroll
/* EXERCISE 1.7 scroll */
-	memmove(screen, screen + COLUMNS, (ROWS - 1) * COLUMNS * sizeof(screen[0]));
+	memcpy(screen, screen + COLUMNS, (ROWS - 1) * COLUMNS * sizeof(screen[0]));
/* END EXERCISE 1.7 */
