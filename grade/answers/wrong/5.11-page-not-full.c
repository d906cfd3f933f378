// wrong: arguments that need the whole page are refused.
// loses: spawn_refuses
/* EXERCISE 5.11 make_stack */
-	if (bytes > PGSIZE)
+	if (bytes >= PGSIZE)
/* END EXERCISE 5.11 */
