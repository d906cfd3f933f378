// wrong: nobody is told which file could not be opened.
// loses: shell_errors
/* EXERCISE 5.12 redirect */
-			status_of_error(r->file, fd);
/* END EXERCISE 5.12 */
