// wrong: if there is no pipe, nobody is told.
// loses: shell_few
/* EXERCISE 5.12 start_all */
-			return status_of_error("pipe", r);
+			return 0;
/* END EXERCISE 5.12 */
