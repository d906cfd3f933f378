// wrong: stuck is never cleared: a port that was slow once loses bytes for ever.
// loses: console_serial
/* EXERCISE 1.6 send */
-	stuck = false;
/* END EXERCISE 1.6 */
