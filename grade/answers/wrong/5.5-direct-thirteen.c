// wrong: the thirteenth block is looked for among the direct ones.
// loses: fs_edges
/* EXERCISE 5.5 steps_to */
-	if (n < EXT2_NDIRECT) {
+	if (n <= EXT2_NDIRECT) {
/* END EXERCISE 5.5 */
