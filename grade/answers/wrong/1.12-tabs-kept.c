// wrong: tabs do not separate words.
// loses: monitor_commands
/* EXERCISE 1.12 split */
-		while (*line == ' ' || *line == '\t')
+		while (*line == ' ')
-		while (*line != '\0' && *line != ' ' && *line != '\t')
+		while (*line != '\0' && *line != ' ')
/* END EXERCISE 1.12 */
