// wrong: it does not stop at the binding that is revoked.
// loses: bind_revoke
/* EXERCISE 5.1 revoke_tree */
-		if (b == top)
+		if (!parent || !parent->b_parent)
/* END EXERCISE 5.1 */
