// wrong: nobody looks whether frames go up: a circle is followed to the limit.
// loses: backtrace_bad
/* EXERCISE 1.10 backtrace_walk */
-		if (ebp % 4 != 0 || ebp <= below ||
+		if (ebp % 4 != 0 ||
/* END EXERCISE 1.10 */
