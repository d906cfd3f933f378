// wrong: an off-by-one: a function's first byte counts as the function before.
// loses: lines_edges
/* EXERCISE 1.11 find_func */
-		if (func->lf_start <= pc)
+		if (func->lf_start < pc)
/* END EXERCISE 1.11 */
