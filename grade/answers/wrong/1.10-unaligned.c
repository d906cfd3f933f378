// wrong: frame pointers that are no multiple of 4 are followed.
// loses: backtrace_bad
/* EXERCISE 1.10 backtrace_walk */
-		if (ebp % 4 != 0 || ebp <= below ||
+		if (ebp <= below ||
/* END EXERCISE 1.10 */
