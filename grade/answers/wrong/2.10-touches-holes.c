// wrong: memory is shown without asking whether it is mapped.
// loses: monitor_dump
/* EXERCISE 2.10 dump */
	while (n > 0) {
		uint32_t step = MIN(n, DUMP_ROW - va % DUMP_ROW);

		print_row(va + offset, (const volatile uint8_t *)va, step);
		va += step;
		n -= step;
	}
/* END EXERCISE 2.10 */
