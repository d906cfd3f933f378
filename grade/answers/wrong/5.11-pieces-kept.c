// wrong: the pages where the pieces were put together stay mapped.
// loses: spawn_refuses
/* EXERCISE 5.11 load_piece */
-	return batch(give, ARRAY_SIZE(give));
+	return batch(give, 1);
/* END EXERCISE 5.11 */
