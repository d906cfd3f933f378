// wrong: the two steps of a double-indirect block in the wrong order.
// loses: fs_edges
/* EXERCISE 5.5 steps_to */
-		index[1] = n / EXT2_POINTERS;
-		index[2] = n % EXT2_POINTERS;
+		index[1] = n % EXT2_POINTERS;
+		index[2] = n / EXT2_POINTERS;
/* END EXERCISE 5.5 */
