// wrong: after a command that could not be started, the others are not either.
// loses: shell_errors
/* EXERCISE 5.12 start_all */
-		in = ends[0];
+		in = ends[0];
+		if (status != 0) {
+			close_opened(in);
+			return status;
+		}
/* END EXERCISE 5.12 */
