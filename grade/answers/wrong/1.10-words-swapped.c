// wrong: the return address is taken from below the saved frame pointer.
// loses: backtrace_walk
/* EXERCISE 1.10 backtrace_walk */
-		ebp = words[0];
-		eip = words[1];
+		ebp = words[1];
+		eip = words[0];
/* END EXERCISE 1.10 */
