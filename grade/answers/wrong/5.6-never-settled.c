// wrong: what is freed is noted, and not counted: nobody takes it out of the bitmap.
// loses: fs_groups
/* EXERCISE 5.6 block_free */
-		nunsettled++;
/* END EXERCISE 5.6 */
