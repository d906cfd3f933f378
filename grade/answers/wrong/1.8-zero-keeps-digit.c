// wrong: with precision 0 the number 0 still prints a digit.
// loses: printf_width
/* EXERCISE 1.8 print_number */
-	while (value != 0 || (first == DIGITS_MAX && spec->sp_precision != 0))
+	while (value != 0 || first == DIGITS_MAX)
/* END EXERCISE 1.8 */
