// wrong: the row that has come free is not made blank.
// loses: screen_scroll
/* EXERCISE 1.7 scroll */
-	blank((ROWS - 1) * COLUMNS, ROWS * COLUMNS);
/* END EXERCISE 1.7 */
