// wrong: where no function starts before the address, the entry before the first is read.
// loses: lines_edges
/* EXERCISE 1.11 find_func */
-	return low > 0 && read_func(table, low - 1, func) && pc >= func->lf_start &&
+	return read_func(table, low - 1, func) && pc >= func->lf_start &&
/* END EXERCISE 1.11 */
