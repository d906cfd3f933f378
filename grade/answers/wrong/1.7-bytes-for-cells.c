// wrong: as many bytes are copied to the card as cells have changed.
// loses: screen_scroll
/* EXERCISE 1.7 update_card */
-		       (dirty_high - dirty_low) * sizeof(screen[0]));
+		       dirty_high - dirty_low);
/* END EXERCISE 1.7 */
