// wrong: what was dirty once is copied for ever.
// loses: screen_scroll
/* EXERCISE 1.7 update_card */
-	dirty_low = ROWS * COLUMNS;
-	dirty_high = 0;
/* END EXERCISE 1.7 */
