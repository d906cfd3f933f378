// wrong: only the first frame pointer has to be a multiple of 4.
// loses: backtrace_bad
/* EXERCISE 1.10 backtrace_walk */
-		if (ebp % 4 != 0 || ebp <= below ||
+		if ((below == 0 && ebp % 4 != 0) || ebp <= below ||
/* END EXERCISE 1.10 */
