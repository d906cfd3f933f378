// wrong: the number 0 has no digits.
// loses: printf_numbers
/* EXERCISE 1.8 print_number */
-	while (value != 0 || (first == DIGITS_MAX && spec->sp_precision != 0))
+	while (value != 0)
/* END EXERCISE 1.8 */
