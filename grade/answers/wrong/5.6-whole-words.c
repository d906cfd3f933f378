// wrong: only words with no bit set are looked at: the rest of the group seems full.
// loses: fs_full
/* EXERCISE 5.6 find_clear */
-		if (word != 0)
-			return MIN(from + (uint32_t)__builtin_ctz(word), end);
+		if (word == UINT32_MAX)
+			return MIN(from, end);
/* END EXERCISE 5.6 */
