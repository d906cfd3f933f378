// wrong: only the texts of the arguments are held against the size of the page.
// loses: spawn_refuses
/* EXERCISE 5.11 make_stack */
-	bytes = ROUNDUP(bytes, sizeof(uint32_t)) + (3 + argc) * sizeof(uint32_t);
-	if (bytes > PGSIZE)
-		return -E_INVAL;
+	if (bytes > PGSIZE)
+		return -E_INVAL;
+	bytes = ROUNDUP(bytes, sizeof(uint32_t)) + (3 + argc) * sizeof(uint32_t);
/* END EXERCISE 5.11 */
