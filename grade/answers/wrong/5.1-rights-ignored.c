// wrong: the range is checked, the rights are not.
// loses: bind_limits disk_bounds
/* EXERCISE 5.1 binding_allows */
-	return first >= b->b_first && from_start < b->b_count && count <= b->b_count - from_start &&
-	       (rights & ~b->b_rights) == 0;
+	return first >= b->b_first && from_start < b->b_count && count <= b->b_count - from_start;
/* END EXERCISE 5.1 */
