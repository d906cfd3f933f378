// wrong: arguments that do not fit on the page are put there all the same.
// loses: spawn_refuses
/* EXERCISE 5.11 make_stack */
-	if (bytes > PGSIZE)
-		return -E_INVAL;
+	bytes = MIN(bytes, (uint32_t)PGSIZE);
/* END EXERCISE 5.11 */
