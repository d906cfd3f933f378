// wrong: the arguments lie where the parent put them together, not where the child has them.
// loses: spawn_program
/* EXERCISE 5.11 make_stack */
-		*++words = base + (uintptr_t)(text - STACK);
+		*++words = (uintptr_t)text;
/* END EXERCISE 5.11 */
