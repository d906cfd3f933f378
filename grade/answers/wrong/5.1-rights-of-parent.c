// wrong: the part has all rights of the whole.
// loses: bind_grant disk_bounds
/* EXERCISE 5.1 grant */
-	b->b_rights = rights;
+	b->b_rights = parent->b_rights;
/* END EXERCISE 5.1 */
