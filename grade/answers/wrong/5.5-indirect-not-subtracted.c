// wrong: the direct ones are not taken off: pointers 0 to 11 of the first block are passed over.
// loses: fs_edges
/* EXERCISE 5.5 steps_to */
-	n -= EXT2_NDIRECT;
/* END EXERCISE 5.5 */
