// wrong: one of the rights is enough.
// loses: bind_limits
/* EXERCISE 5.1 binding_allows */
-	       (rights & ~b->b_rights) == 0;
+	       (rights & b->b_rights) != 0;
/* END EXERCISE 5.1 */
