// wrong: a port that did not become ready gets the byte all the same.
// loses: console_serial
/* EXERCISE 1.6 send */
-			stuck = true;
-			return;
+			stuck = true;
+			break;
/* END EXERCISE 1.6 */
