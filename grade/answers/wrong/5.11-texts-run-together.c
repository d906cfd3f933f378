// wrong: the zero at the end of an argument is left out.
// loses: spawn_program
/* EXERCISE 5.11 make_stack */
-		text += strlcpy(text, argv[i], PGSIZE) + 1;
+		memcpy(text, argv[i], strlen(argv[i]));
+		text += strlen(argv[i]);
/* END EXERCISE 5.11 */
