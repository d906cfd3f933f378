// wrong: the double-indirect block is taken for a second indirect one.
// loses: fs_edges
/* EXERCISE 5.5 steps_to */
-		index[0] = EXT2_DIND;
-		index[1] = n / EXT2_POINTERS;
-		index[2] = n % EXT2_POINTERS;
-		return 3;
+		index[0] = EXT2_DIND;
+		index[1] = n;
+		return 2;
/* END EXERCISE 5.5 */
