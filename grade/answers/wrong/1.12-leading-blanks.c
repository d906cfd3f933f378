// wrong: blanks at the start of a line count as a word.
// loses: monitor_commands
/* EXERCISE 1.12 split */
	int n = 0;

	for (;;) {
		if (*line == '\0')
			return n;
		if (n == WORDS_MAX)
			return -1;
		words[n++] = line;
		while (*line != '\0' && *line != ' ' && *line != '\t')
			line++;
		while (*line == ' ' || *line == '\t')
			*line++ = '\0';
	}
/* END EXERCISE 1.12 */
