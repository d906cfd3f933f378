// wrong: the search keeps the middle, and does not end when two are left.
// loses: backtrace_lines
/* EXERCISE 1.11 find_func */
-			low = middle + 1;
+			low = middle;
/* END EXERCISE 1.11 */
