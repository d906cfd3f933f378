// wrong: it takes the other end for closed as soon as nobody else has this one.
// loses: pipe_bytes
/* EXERCISE 5.10 other_end_closed */
-	return all <= ours;
+	return all <= 2 && ours == 1;
/* END EXERCISE 5.10 */
