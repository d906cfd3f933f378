// wrong: stuck is never set: a dead port costs the full wait for each byte.
// loses: console_serial
/* EXERCISE 1.6 send */
-			stuck = true;
/* END EXERCISE 1.6 */
