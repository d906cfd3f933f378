// wrong: argv and argc stand in the other order.
// loses: spawn_program
/* EXERCISE 5.11 make_stack */
-	*words++ = argc;
-	*words = *esp + 2 * sizeof(uint32_t);
+	*words++ = *esp + 2 * sizeof(uint32_t);
+	*words = argc;
/* END EXERCISE 5.11 */
