// wrong: the buffer has room for the longest decimal number, not for the longest octal one.
// loses: printf_long
/* EXERCISE 1.8 print_number */
-	char digits[DIGITS_MAX];
-	int first = DIGITS_MAX, zeros = 0, n;
+	struct { char guard[2], digits[20]; } buffer;
+	char *digits = buffer.digits;
+	int first = 20, zeros = 0, n;

-	while (value != 0 || (first == DIGITS_MAX && spec->sp_precision != 0))
+	while (first > 0 && (value != 0 || (first == 20 && spec->sp_precision != 0)))

-	n = DIGITS_MAX - first;
+	n = 20 - first;
/* END EXERCISE 1.8 */
