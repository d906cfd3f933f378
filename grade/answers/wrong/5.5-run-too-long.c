// wrong: a run goes on over the end of the direct ones, into the numbers of blocks of pointers.
// loses: fs_edges
/* EXERCISE 5.5 inode_run */
-	left = MIN(max, (steps == 1 ? EXT2_NDIRECT : EXT2_POINTERS) - last);
+	left = MIN(max, EXT2_POINTERS - last);
/* END EXERCISE 5.5 */
