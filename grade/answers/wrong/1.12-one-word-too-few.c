// wrong: an off-by-one: the array's last place is never used.
// loses: monitor_errors
/* EXERCISE 1.12 split */
-		if (n == WORDS_MAX)
+		if (n == WORDS_MAX - 1)
/* END EXERCISE 1.12 */
