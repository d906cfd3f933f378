// wrong: bitmaps are not clean when they are written: at the end they are written once more.
// loses: fs_order
/* EXERCISE 5.8 write_back */
-	for_each(ROLE_BITMAP, set_clean);
/* END EXERCISE 5.8 */
