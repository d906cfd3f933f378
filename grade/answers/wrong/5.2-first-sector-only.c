// wrong: only the first sector is looked for in the binding.
// loses: disk_bounds
/* EXERCISE 5.2 check */
-	if (!binding_allows(b, t->t_sector, t->t_count, t->t_write ? BIND_WRITE : BIND_READ))
+	if (!binding_allows(b, t->t_sector, 1, t->t_write ? BIND_WRITE : BIND_READ))
/* END EXERCISE 5.2 */
