// wrong: with the flag - the flag 0 still counts.
// loses: printf_width
/* EXERCISE 1.8 print_number */
-	else if (spec->sp_zero && !spec->sp_left)
+	else if (spec->sp_zero)
/* END EXERCISE 1.8 */
