// wrong: high may go below 0, which an unsigned number is not: an address below all functions is
//     looked up far behind the table.
// loses: lines_edges
/* EXERCISE 1.11 find_func */
	uint32_t low = 0, high = table->t_head.lt_funcs - 1, middle;

	while (low <= high) {
		middle = low + (high - low) / 2;
		if (!read_func(table, middle, func))
			continue;
		if (pc < func->lf_start)
			high = middle - 1;
		else if (pc - func->lf_start < func->lf_size)
			return true;
		else
			low = middle + 1;
	}
	return false;
/* END EXERCISE 1.11 */
