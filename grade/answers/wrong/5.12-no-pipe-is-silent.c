// wrong: it does not say that there is no pipe.
// loses: shell_few
/* EXERCISE 5.12 start_all */
-			return status_of_error("pipe", r);
+			return STATUS_NOT_RUN;
/* END EXERCISE 5.12 */
