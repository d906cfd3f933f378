// wrong: who does not wait yet never hears of the end.
// loses: disk_waits
/* EXERCISE 5.3 end */
-		r->r_state = ENDED;
-		r->r_result = result;
+		forget(r);
/* END EXERCISE 5.3 */
