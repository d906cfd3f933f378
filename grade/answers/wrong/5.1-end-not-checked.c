// wrong: only the first of the range is looked at, its count is forgotten.
// loses: bind_limits disk_bounds
/* EXERCISE 5.1 binding_allows */
-	return first >= b->b_first && from_start < b->b_count && count <= b->b_count - from_start &&
+	return first >= b->b_first && from_start < b->b_count &&
/* END EXERCISE 5.1 */
