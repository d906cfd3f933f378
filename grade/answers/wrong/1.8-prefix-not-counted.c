// wrong: the zeros fill the width without counting the sign or 0x.
// loses: printf_width
/* EXERCISE 1.8 print_number */
-		zeros = spec->sp_width - (int)strlen(prefix) - n;
+		zeros = spec->sp_width - n;
/* END EXERCISE 1.8 */
