// wrong: a return address is looked up as it is: it belongs to what follows the call.
// loses: backtrace_lines
/* EXERCISE 1.10 backtrace_walk */
-		print_frame(source, number, eip, ebp, number > 0);
+		print_frame(source, number, eip, ebp, false);
/* END EXERCISE 1.10 */
