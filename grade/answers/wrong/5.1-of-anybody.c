// wrong: whoever holds the binding, the caller passes it on.
// loses: bind_limits
/* EXERCISE 5.1 grant */
-	struct Binding *b, *parent = binding_held(curenv, from);
+	struct Binding *b, *parent = binding_exists(from) ? &bindings[BINDX(from)] : NULL;
/* END EXERCISE 5.1 */
