// wrong: frame 0 is taken for a return address, too.
// loses: backtrace_arguments
/* EXERCISE 1.10 backtrace_walk */
-		print_frame(source, number, eip, ebp, number > 0);
+		print_frame(source, number, eip, ebp, true);
/* END EXERCISE 1.10 */
