// wrong: the search begins at the start of the word: what lies before from is found, too.
// loses: fs_near
/* EXERCISE 5.6 find_clear */
-		uint32_t word = ~bitmap[from / 32] >> from % 32;
-
-		if (word != 0)
-			return MIN(from + (uint32_t)__builtin_ctz(word), end);
+		uint32_t word = ~bitmap[from / 32];
+
+		if (word != 0)
+			return MIN(from / 32 * 32 + (uint32_t)__builtin_ctz(word), end);
/* END EXERCISE 5.6 */
