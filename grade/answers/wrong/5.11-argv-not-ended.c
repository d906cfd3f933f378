// wrong: no null pointer stands behind the arguments.
// loses: spawn_program
/* EXERCISE 5.11 make_stack */
-	bytes = ROUNDUP(bytes, sizeof(uint32_t)) + (3 + argc) * sizeof(uint32_t);
+	bytes = ROUNDUP(bytes, sizeof(uint32_t)) + (2 + argc) * sizeof(uint32_t);
-	text = (char *)(words + 3 + argc);
+	text = (char *)(words + 2 + argc);
/* END EXERCISE 5.11 */
