// wrong: a binding that allows reading is used to write.
// loses: disk_bounds
/* EXERCISE 5.2 check */
-	if (!binding_allows(b, t->t_sector, t->t_count, t->t_write ? BIND_WRITE : BIND_READ))
+	if (!binding_allows(b, t->t_sector, t->t_count, BIND_READ))
/* END EXERCISE 5.2 */
