// wrong: the digits are printed in the order in which division gives them.
// loses: printf_numbers
/* EXERCISE 1.8 print_number */
-	n = DIGITS_MAX - first;
+	n = DIGITS_MAX - first;
+	for (int i = 0; i < n / 2; i++) {
+		char digit = digits[first + i];
+
+		digits[first + i] = digits[DIGITS_MAX - 1 - i];
+		digits[DIGITS_MAX - 1 - i] = digit;
+	}
/* END EXERCISE 1.8 */
