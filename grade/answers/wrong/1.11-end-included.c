// wrong: an off-by-one: the byte behind a function belongs to it, too.
// loses: lines_edges
/* EXERCISE 1.11 find_func */
-	       pc - func->lf_start < func->lf_size;
+	       pc - func->lf_start <= func->lf_size;
/* END EXERCISE 1.11 */
