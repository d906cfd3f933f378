// wrong: whatever is in the slot now is used, also if the binding was revoked, or is another's.
// loses: disk_bounds
/* EXERCISE 5.2 check */
-	const struct Binding *b = binding_held(curenv, binding);
+	const struct Binding *b = &bindings[BINDX(binding)];
-	if (!b || b->b_kind != BIND_SECTORS)
+	if (b->b_kind != BIND_SECTORS)
/* END EXERCISE 5.2 */
