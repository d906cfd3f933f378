/* SPDX-License-Identifier: MIT */
/*
 * lines.h - the line table: which function, file and line an address of a program or of the kernel
 * belongs to, and where the function's arguments lie. kern/build/mkprog.py makes it from the DWARF
 * information that the compiler leaves, and puts it into the image as a read-only segment of its
 * own: at ULINES for a program, at the symbol __lines_start for the kernel.
 *
 * The table is a header and four parts, one behind the other; all numbers are little endian:
 *
 *	+------------------+
 *	| struct LineTable |
 *	+------------------+  lt_funcs * sizeof(struct LineFunc), sorted, not overlapping
 *	| functions        |
 *	+------------------+  lt_files * 4: where in the strings a file's name starts
 *	| files            |
 *	+------------------+  lt_rows: bytes, see below
 *	| rows             |
 *	+------------------+  lt_strings: bytes; names, each ended by a zero
 *	| strings          |
 *	+------------------+
 *
 * The rows of a function are numbers in ULEB128 and SLEB128 as DWARF writes them (seven bits to a
 * byte, low ones first, the top bit set in all bytes but the last):
 *
 *	uleb n, then n bytes	n <= LINES_ARGS_MAX arguments: at which word above the
 *				return address each lies, or LINES_NO_SLOT
 *	uleb file, uleb line	where the first instruction comes from; file counts from 1, 0 is
 *				"not known", and then no row follows
 *	a row for each change:
 *	uleb 2 * d + f		the address goes up by d; f is 1 if the file changes; 0 ends them
 *	uleb file		only if f is 1
 *	sleb			what is added to the line
 *
 * A reader trusts nothing in a table: a program may have written its own.
 */
#ifndef EXOLAB_INC_LINES_H
#define EXOLAB_INC_LINES_H

#include <inc/types.h>

#define LINES_MAGIC 0x4E494C58U /* "XLIN", little endian */
#define LINES_SIZE_MAX 0x100000 /* of a whole table */
#define LINES_NAME_MAX 64  /* of a name that is handed out, with its zero; a longer one is cut */
#define LINES_ARGS_MAX 8   /* arguments that are told of; more are left out */
#define LINES_NO_SLOT 0xFF /* the argument does not lie on the stack, or it is not known where */

struct LineTable {
	uint32_t lt_magic;
	uint32_t lt_size;    /* of the whole table in bytes */
	uint32_t lt_funcs;   /* functions */
	uint32_t lt_files;   /* files */
	uint32_t lt_rows;    /* bytes of rows */
	uint32_t lt_strings; /* bytes of strings */
};
static_assert(sizeof(struct LineTable) == 24, "kern/build/mkprog.py writes 6 words");

struct LineFunc {
	uint32_t lf_start; /* its first address */
	uint32_t lf_size;  /* in bytes */
	uint32_t lf_name;  /* where in the strings */
	uint32_t lf_rows;  /* where in the rows */
};
static_assert(sizeof(struct LineFunc) == 16, "kern/build/mkprog.py writes 4 words");

/* Where a table is and how to read it. */
struct LineSource {
	uint32_t ls_table; /* its address */
	/* Reads n bytes at addr into buf. False, and never a fault, if they can't be read. */
	bool (*ls_read)(void *ctx, uint32_t addr, void *buf, size_t n);
	void *ls_ctx; /* for ls_read */
};

/* What is known of an address. Names hold printable characters only. */
struct LineInfo {
	char li_func[LINES_NAME_MAX];
	uint32_t li_start;		 /* the function's first address */
	char li_file[LINES_NAME_MAX];	 /* "" if not known */
	unsigned li_line;		 /* 0 if not known */
	unsigned li_nargs;		 /* at most LINES_ARGS_MAX */
	uint8_t li_args[LINES_ARGS_MAX]; /* word above the return address, or LINES_NO_SLOT */
};

/*
 * Looks up the code address pc. Returns false, with *info undefined, if the table is not there, is
 * damaged, or knows no function at pc. Takes time logarithmic in the number of functions and linear
 * in the length of one, which is bounded whatever the table says.
 */
bool lines_lookup(const struct LineSource *source, uint32_t pc, struct LineInfo *info);

#endif
