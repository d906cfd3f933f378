// wrong: each function is shown with the frame, and so the arguments, of its caller.
// loses: backtrace_arguments
/* EXERCISE 1.10 backtrace_walk */
-		print_frame(source, number, eip, ebp, number > 0);
+		print_frame(source, number, eip, ebp ? *(const uint32_t *)ebp : 0, number > 0);
/* END EXERCISE 1.10 */
