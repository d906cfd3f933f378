// wrong: each program reads what the first one does.
// loses: shell_pipes
/* EXERCISE 5.12 start_all */
-		in = ends[0];
/* END EXERCISE 5.12 */
