// wrong: an off-by-one: one word more than the array holds is taken.
// loses: monitor_errors
/* EXERCISE 1.12 split */
-		if (n == WORDS_MAX)
+		if (n > WORDS_MAX)
/* END EXERCISE 1.12 */
