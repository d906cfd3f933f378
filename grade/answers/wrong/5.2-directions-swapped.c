// wrong: BIND_WRITE is asked for where memory is written, not the disk.
// loses: disk_bounds
/* EXERCISE 5.2 check */
-	if (!binding_allows(b, t->t_sector, t->t_count, t->t_write ? BIND_WRITE : BIND_READ))
+	if (!binding_allows(b, t->t_sector, t->t_count, t->t_write ? BIND_READ : BIND_WRITE))
/* END EXERCISE 5.2 */
