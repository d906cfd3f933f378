// wrong: what was granted from it goes, the binding itself stays.
// loses: bind_revoke
/* EXERCISE 5.1 revoke_tree */
-		free_binding(b);
-		if (b == top)
-			return;
+		if (b == top)
+			return;
+		free_binding(b);
/* END EXERCISE 5.1 */
