// wrong: the blocks of the indirect one are not taken off.
// loses: fs_edges
/* EXERCISE 5.5 steps_to */
-	n -= EXT2_POINTERS;
/* END EXERCISE 5.5 */
