// wrong: the function behind the one that holds the address is returned.
// loses: backtrace_lines
/* EXERCISE 1.11 find_func */
-	return low > 0 && read_func(table, low - 1, func) && pc >= func->lf_start &&
-	       pc - func->lf_start < func->lf_size;
+	return low < table->t_head.lt_funcs && read_func(table, low, func);
/* END EXERCISE 1.11 */
