// wrong: what a descriptor led to before is closed, also if another one still leads there.
// loses: shell_pipes
/* EXERCISE 5.12 redirect */
-		close_replaced(old, fds);
+		close_opened(old);
/* END EXERCISE 5.12 */
