// wrong: an address behind a function's end still belongs to it.
// loses: lines_edges
/* EXERCISE 1.11 find_func */
-	return low > 0 && read_func(table, low - 1, func) && pc >= func->lf_start &&
-	       pc - func->lf_start < func->lf_size;
+	return low > 0 && read_func(table, low - 1, func);
/* END EXERCISE 1.11 */
