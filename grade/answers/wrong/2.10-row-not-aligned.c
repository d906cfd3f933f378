// wrong: a row of sixteen bytes may reach into the next page, which nobody has looked at.
// loses: monitor_dump
/* EXERCISE 2.10 dump */
-		step = MIN(n, DUMP_ROW - va % DUMP_ROW);
+		step = MIN(n, DUMP_ROW);
/* END EXERCISE 2.10 */
