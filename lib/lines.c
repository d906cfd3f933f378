/* SPDX-License-Identifier: MIT */
/*
 * lines.c - looks up an address in a line table (inc/lines.h). The kernel uses it for itself and,
 * through reads that are checked page by page, for programs; so every number of the table is
 * checked before it is used, and every loop has a bound of its own.
 */
#include <inc/lines.h>

#define ROWS_MAX 2048  /* rows of one function that a lookup looks at */
#define WINDOW_SIZE 64 /* bytes of rows read at once */

/* A table whose header was checked: where its parts start. */
struct Table {
	const struct LineSource *t_source;
	struct LineTable t_head;
	uint32_t t_funcs;
	uint32_t t_files;
	uint32_t t_rows;
	uint32_t t_strings;
};

/* A position in the rows. After a read beyond their end or an error, c_bad is set for good. */
struct Cursor {
	const struct LineSource *c_source;
	uint32_t c_next; /* address of the first byte that is not yet in the window */
	uint32_t c_end;	 /* of the rows */
	unsigned c_pos;	 /* in the window */
	unsigned c_fill; /* bytes in the window */
	uint8_t c_window[WINDOW_SIZE];
	bool c_bad;
};

static bool
read_at(const struct LineSource *source, uint32_t addr, void *buf, size_t n)
{
	return source->ls_read(source->ls_ctx, addr, buf, n);
}

/* Reads and checks the header: the parts fill the table exactly, and it does not wrap around. */
static bool
open_table(const struct LineSource *source, struct Table *table)
{
	struct LineTable *head = &table->t_head;

	table->t_source = source;
	if (!read_at(source, source->ls_table, head, sizeof(*head)))
		return false;
	if (head->lt_magic != LINES_MAGIC || head->lt_size > LINES_SIZE_MAX ||
	    head->lt_funcs > LINES_SIZE_MAX / sizeof(struct LineFunc) ||
	    head->lt_files > LINES_SIZE_MAX / sizeof(uint32_t) || head->lt_rows > LINES_SIZE_MAX ||
	    head->lt_strings > LINES_SIZE_MAX)
		return false;
	table->t_funcs = source->ls_table + sizeof(*head);
	table->t_files = table->t_funcs + head->lt_funcs * sizeof(struct LineFunc);
	table->t_rows = table->t_files + head->lt_files * sizeof(uint32_t);
	table->t_strings = table->t_rows + head->lt_rows;
	return table->t_strings + head->lt_strings - source->ls_table == head->lt_size &&
	       source->ls_table + head->lt_size > source->ls_table;
}

static bool
read_func(const struct Table *table, uint32_t index, struct LineFunc *func)
{
	return read_at(table->t_source, table->t_funcs + index * sizeof(*func), func,
		       sizeof(*func));
}

/*
 * Exercise 1.11 (6 points): find the function that pc belongs to.
 *
 * The table->t_head.lt_funcs functions are sorted by lf_start. Find the last one with
 * lf_start <= pc by binary search, reading single functions with read_func(), and store it in
 * *func. Return true if there is one and pc lies in it (less than lf_size bytes behind its start),
 * otherwise false; false also when read_func() says that the table can't be read. The search must
 * end whatever the table holds: halve what is left at each step.
 */
static bool
find_func(const struct Table *table, uint32_t pc, struct LineFunc *func)
{
	/* EXERCISE 1.11 find_func */
	uint32_t low = 0, high = table->t_head.lt_funcs, middle;

	/* Functions below low start at pc or before it, those from high on behind it. */
	while (low < high) {
		middle = low + (high - low) / 2;
		if (!read_func(table, middle, func))
			return false;
		if (func->lf_start <= pc)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && read_func(table, low - 1, func) && pc >= func->lf_start &&
	       pc - func->lf_start < func->lf_size;
	/* END EXERCISE 1.11 */
}

static uint8_t
next_byte(struct Cursor *cursor)
{
	if (cursor->c_pos == cursor->c_fill) {
		cursor->c_pos = 0;
		cursor->c_fill = MIN(cursor->c_end - cursor->c_next, (uint32_t)WINDOW_SIZE);
		if (cursor->c_fill == 0 ||
		    !read_at(cursor->c_source, cursor->c_next, cursor->c_window, cursor->c_fill)) {
			cursor->c_bad = true;
			cursor->c_fill = 0;
			return 0;
		}
		cursor->c_next += cursor->c_fill;
	}
	return cursor->c_window[cursor->c_pos++];
}

/* Reads a number of at most 32 bits; *bits is how many were written, for the sign. */
static uint32_t
next_leb(struct Cursor *cursor, unsigned *bits)
{
	uint32_t value = 0;
	uint8_t byte;

	for (*bits = 0; *bits < 35; *bits += 7) {
		byte = next_byte(cursor);
		value |= *bits < 32 ? (uint32_t)(byte & 0x7F) << *bits : 0;
		if (!(byte & 0x80)) {
			*bits += 7;
			return value;
		}
	}
	cursor->c_bad = true;
	return 0;
}

static uint32_t
next_uleb(struct Cursor *cursor)
{
	unsigned bits;

	return next_leb(cursor, &bits);
}

static int32_t
next_sleb(struct Cursor *cursor)
{
	unsigned bits;
	uint32_t value = next_leb(cursor, &bits);

	if (bits < 32 && value >> (bits - 1) & 1)
		value |= ~0U << bits;
	return (int32_t)value;
}

/* Reads the arguments that stand before the rows. */
static void
read_args(struct Cursor *cursor, struct LineInfo *info)
{
	uint32_t n = next_uleb(cursor);

	if (n > LINES_ARGS_MAX) {
		cursor->c_bad = true;
		n = 0;
	}
	info->li_nargs = n;
	for (uint32_t i = 0; i < n; i++)
		info->li_args[i] = next_byte(cursor);
}

/*
 * Walks a function's rows as far as the one that pc belongs to. Fills in the line and returns the
 * number of the file, 0 if it is not known.
 */
static uint32_t
find_row(struct Cursor *cursor, uint32_t start, uint32_t pc, struct LineInfo *info)
{
	uint32_t file = next_uleb(cursor), line = next_uleb(cursor);
	uint32_t addr = start, next_file, code;

	for (unsigned rows = 0; rows < ROWS_MAX && file != 0 && !cursor->c_bad; rows++) {
		code = next_uleb(cursor);
		if (code == 0 || code / 2 > pc - addr)
			break;
		addr += code / 2;
		next_file = code & 1 ? next_uleb(cursor) : file;
		line += (uint32_t)next_sleb(cursor);
		file = next_file;
	}
	info->li_line = line;
	return cursor->c_bad ? 0 : file;
}

/* Copies the string at an offset into name, cut to its size, with ? for what can't be printed. */
static bool
read_name(const struct Table *table, uint32_t offset, char *name)
{
	uint32_t size = table->t_head.lt_strings;
	size_t n;

	if (offset >= size)
		return false;
	n = MIN(size - offset, (uint32_t)LINES_NAME_MAX - 1);
	if (!read_at(table->t_source, table->t_strings + offset, name, n))
		return false;
	name[n] = '\0';
	for (size_t i = 0; name[i] != '\0'; i++) {
		if (name[i] < ' ' || name[i] > '~')
			name[i] = '?';
	}
	return true;
}

/* Fills in the name of a file by its number, or an empty one. */
static void
read_file(const struct Table *table, uint32_t file, struct LineInfo *info)
{
	uint32_t offset;

	if (file == 0 || file > table->t_head.lt_files ||
	    !read_at(table->t_source, table->t_files + (file - 1) * sizeof(offset), &offset,
		     sizeof(offset)) ||
	    !read_name(table, offset, info->li_file)) {
		info->li_file[0] = '\0';
		info->li_line = 0;
	}
}

bool
lines_lookup(const struct LineSource *source, uint32_t pc, struct LineInfo *info)
{
	struct Table table;
	struct LineFunc func;
	struct Cursor cursor = { .c_source = source };

	if (!open_table(source, &table) || !find_func(&table, pc, &func) ||
	    !read_name(&table, func.lf_name, info->li_func))
		return false;
	info->li_start = func.lf_start;
	if (func.lf_rows >= table.t_head.lt_rows)
		return false;
	cursor.c_next = table.t_rows + func.lf_rows;
	cursor.c_end = table.t_strings;
	read_args(&cursor, info);
	read_file(&table, find_row(&cursor, func.lf_start, pc, info), info);
	return !cursor.c_bad;
}
