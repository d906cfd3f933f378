// right: digits are printed by a function that calls itself; the line editor and the screen move
//     characters one by one.

/* Prints the digits of value, the first ones by calling itself. Returns how many there are. */
static int
digits_of(struct Print *print, uint64_t value, unsigned base, bool show)
{
	unsigned digit = divide(&value, base);
	int n = value != 0 ? digits_of(print, value, base, show) : 0;

	if (show)
		print->pr_putch(digit < 10 ? '0' + (int)digit : 'a' + (int)digit - 10, print->pr_putdat);
	return n + 1;
}

/* EXERCISE 1.8 print_number */
	bool none = value == 0 && spec->sp_precision == 0;
	int n = none ? 0 : digits_of(print, value, base, false);
	int prefixed = (int)strlen(prefix), zeros = 0, total;

	if (spec->sp_precision > n)
		zeros = spec->sp_precision - n;
	if (spec->sp_precision < 0 && spec->sp_zero && !spec->sp_left)
		zeros = MAX(spec->sp_width - prefixed - n, 0);
	if (spec->sp_alt && base == 8 && zeros == 0 && (value != 0 || none))
		zeros = 1;
	total = prefixed + zeros + n;
	if (!spec->sp_left)
		put_repeated(print, ' ', spec->sp_width - total);
	put_string(print, prefix, prefixed);
	put_repeated(print, '0', zeros);
	if (!none)
		digits_of(print, value, base, true);
	if (spec->sp_left)
		put_repeated(print, ' ', spec->sp_width - total);
/* END EXERCISE 1.8 */
/* EXERCISE 1.9 insert */
	size_t i;

	if (line.l_length == LINE_SIZE - 1) {
		show('\a');
		return;
	}
	for (i = line.l_length; i > line.l_cursor; i--)
		line.l_text[i] = line.l_text[i - 1];
	line.l_text[line.l_cursor] = c;
	line.l_length++;
	for (i = line.l_cursor; i < line.l_length; i++)
		show(line.l_text[i]);
	for (line.l_cursor++; i > line.l_cursor; i--)
		show('\b');
/* END EXERCISE 1.9 */
/* EXERCISE 1.9 erase_from */
	size_t removed = line.l_cursor - start, i;

	for (i = start; i + removed < line.l_length; i++)
		line.l_text[i] = line.l_text[i + removed];
	line.l_length -= removed;
	for (i = 0; i < removed; i++)
		show('\b');
	for (i = start; i < line.l_length; i++)
		show(line.l_text[i]);
	for (i = 0; i < removed; i++)
		show(' ');
	for (i = start; i < line.l_length + removed; i++)
		show('\b');
	line.l_cursor = start;
/* END EXERCISE 1.9 */
/* EXERCISE 1.7 update_card */
	volatile uint16_t *card = (volatile uint16_t *)TEXT_MEMORY;

	for (unsigned i = dirty_low; i < dirty_high; i++)
		card[i] = screen[i];
	crtc_write(CURSOR_LOW, cursor & 0xFF);
	crtc_write(CURSOR_HIGH, (cursor >> 8) & 0xFF);
	dirty_high = 0;
	dirty_low = ROWS * COLUMNS;
/* END EXERCISE 1.7 */
/* EXERCISE 1.7 scroll */
	while (cursor >= ROWS * COLUMNS) {
		for (unsigned i = 0; i < (ROWS - 1) * COLUMNS; i++)
			screen[i] = screen[i + COLUMNS];
		cursor -= COLUMNS;
		blank((ROWS - 1) * COLUMNS, ROWS * COLUMNS);
		touch(0, ROWS * COLUMNS);
	}
/* END EXERCISE 1.7 */
/* EXERCISE 1.7 put_text */
	unsigned row = cursor / COLUMNS, column = cursor % COLUMNS;

	if (c == '\n') {
		row++;
		column = 0;
	} else if (c == '\r') {
		column = 0;
	} else if (c == '\b') {
		if (column > 0)
			column--;
		else if (row > 0)
			row--, column = COLUMNS - 1;
	} else if (c == '\t') {
		column = ROUNDUP(column + 1, TAB);
	} else if (c != '\a') {
		screen[cursor] = CELL(c, colour);
		touch(cursor, cursor + 1);
		column++;
	}
	cursor = row * COLUMNS + column;
	scroll();
/* END EXERCISE 1.7 */
