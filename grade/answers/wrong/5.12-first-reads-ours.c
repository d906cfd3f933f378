// wrong: the first command reads what the shell reads, also if it runs meanwhile.
// loses: shell_pipes
/* EXERCISE 5.12 start_all */
-	int status = 0;
+	int status = 0;
+
+	in = STDIN;
/* END EXERCISE 5.12 */
