// wrong: a window does not count as used: its pages stay mapped when the file is closed.
// loses: file_windows
/* EXERCISE 5.9 window_move */
-	w->w_used = true;
/* END EXERCISE 5.9 */
