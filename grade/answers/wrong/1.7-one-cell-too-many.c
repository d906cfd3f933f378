// wrong: the cell at dirty_high is copied, too.
// loses: screen_control
/* EXERCISE 1.7 update_card */
-		       (dirty_high - dirty_low) * sizeof(screen[0]));
+		       (dirty_high - dirty_low + 1) * sizeof(screen[0]));
/* END EXERCISE 1.7 */
