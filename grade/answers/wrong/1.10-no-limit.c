// wrong: there is no limit to the number of frames.
// loses: backtrace_bad
/* EXERCISE 1.10 backtrace_walk */
-	for (number = 0; number < FRAMES_MAX; number++) {
+	for (number = 0;; number++) {

-	cprintf("  (and more frames)\n");
/* END EXERCISE 1.10 */
