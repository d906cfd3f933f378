// wrong: 0x without a digit, and nothing at all, count as 0.
// loses: monitor_numbers
/* EXERCISE 1.12 command_number */
-	if (*s == '\0') {
-		cprintf("%s: \"%s\" is not a number\n", what, text);
-		return false;
-	}
/* END EXERCISE 1.12 */
