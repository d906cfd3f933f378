// wrong: hexadecimal digits in capital letters.
// loses: printf_numbers
/* EXERCISE 1.8 print_number */
-		digits[--first] = "0123456789abcdef"[divide(&value, base)];
+		digits[--first] = "0123456789ABCDEF"[divide(&value, base)];
/* END EXERCISE 1.8 */
