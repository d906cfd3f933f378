// wrong: if there is no pipe, what the next command was to read stays open.
// loses: shell_few
/* EXERCISE 5.12 start_all */
-			close_opened(in);
/* END EXERCISE 5.12 */
