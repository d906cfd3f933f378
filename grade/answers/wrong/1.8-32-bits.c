// wrong: the value goes through a 32-bit variable.
// loses: printf_long
/* EXERCISE 1.8 print_number */
-		digits[--first] = "0123456789abcdef"[divide(&value, base)];
+		digits[--first] = "0123456789abcdef"[divide(&value, base)], value = (uint32_t)value;
/* END EXERCISE 1.8 */
