// wrong: no frame is taken for a return address.
// loses: backtrace_arguments
/* EXERCISE 1.10 backtrace_walk */
-		print_frame(source, number, eip, ebp, number > 0);
+		print_frame(source, number, eip, ebp, false);
/* END EXERCISE 1.10 */
