// wrong: nobody was woken, says move_on: who was gets the processor at the end of another's slice.
// loses: disk_errors
/* EXERCISE 5.3 move_on */
-	return woken;
+	(void)woken;
+	return false;
/* END EXERCISE 5.3 */
