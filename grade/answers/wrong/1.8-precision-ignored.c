// wrong: the precision of a number is ignored.
// loses: printf_width
/* EXERCISE 1.8 print_number */
-	if (spec->sp_precision >= 0)
-		zeros = spec->sp_precision - n;
-	else if (spec->sp_zero && !spec->sp_left)
+	if (spec->sp_zero && !spec->sp_left)
/* END EXERCISE 1.8 */
