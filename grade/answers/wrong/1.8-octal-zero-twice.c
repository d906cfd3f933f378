// wrong: # puts a zero before an octal number that begins with one already.
// loses: printf_width
/* EXERCISE 1.8 print_number */
-	if (spec->sp_alt && base == 8 && zeros < 1 && (n == 0 || digits[first] != '0'))
-		zeros = 1;
+	if (spec->sp_alt && base == 8)
+		zeros = MAX(zeros, 0) + 1;
/* END EXERCISE 1.8 */
