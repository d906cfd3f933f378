/* SPDX-License-Identifier: MIT */
/*
 * vga.c - the screen. The text is kept in ordinary memory and copied to the card once per call of
 * vga_write(): reading the card's memory is slow, and scrolling reads the whole screen.
 */
#include <inc/memlayout.h>
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/dev/vga.h>

#define ROWS 25
#define COLUMNS 80
#define TAB 8

#define TEXT_MEMORY (KERNBASE + 0xB8000)

/* The CRT controller: an index register and a data register (IBM VGA reference, "CRTC"). */
#define CRTC_INDEX 0x3D4
#define CRTC_DATA 0x3D5
#define CURSOR_HIGH 0x0E
#define CURSOR_LOW 0x0F

/* A cell of the screen: the character below, its colours above. */
#define BRIGHT 0x8
#define COLOUR_DEFAULT 0x7 /* light grey on black */
#define CELL(c, colour) ((uint16_t)((colour) << 8 | (uint8_t)(c)))

#define ESC 0x1B
#define PARAMS_MAX 8 /* numbers in one ANSI sequence; more are left out */

static bool present;
static uint16_t screen[ROWS * COLUMNS];
static unsigned cursor;			/* where the next character goes; < ROWS * COLUMNS */
static unsigned dirty_low, dirty_high;	/* cells to copy: [dirty_low, dirty_high) */
static uint8_t colour = COLOUR_DEFAULT; /* foreground in the low half */

/* The ANSI sequence that is being read. */
static enum {
	TEXT,
	AFTER_ESC,
	IN_SEQUENCE
} state;
static unsigned params[PARAMS_MAX], nparams;

/* ANSI counts colours red, green, blue from the lowest bit on; VGA the other way round. */
static const uint8_t ansi_to_vga[8] = { 0, 4, 2, 6, 1, 5, 3, 7 };

static uint8_t
crtc_read(uint8_t index)
{
	outb(CRTC_INDEX, index);
	return inb(CRTC_DATA);
}

static void
crtc_write(uint8_t index, uint8_t value)
{
	outb(CRTC_INDEX, index);
	outb(CRTC_DATA, value);
}

static void
touch(unsigned low, unsigned high)
{
	dirty_low = MIN(dirty_low, low);
	dirty_high = MAX(dirty_high, high);
}

/* Makes the cells [low, high) blank. */
static void
blank(unsigned low, unsigned high)
{
	for (unsigned i = low; i < high; i++)
		screen[i] = CELL(' ', colour);
	touch(low, high);
}

/*
 * Exercise 1.7 (11 points): bring the card up to date.
 *
 * Copy the cells that have changed, from dirty_low up to but not including dirty_high, from
 * screen[] to the same place in the card's memory, which starts at the kernel address TEXT_MEMORY;
 * then nothing is dirty any more (dirty_low = ROWS * COLUMNS, dirty_high = 0). Tell the card where
 * the cursor stands: crtc_write() the high byte of cursor to CURSOR_HIGH and the low one to
 * CURSOR_LOW.
 */
static void
update_card(void)
{
	/* EXERCISE 1.7 update_card */
	if (dirty_low < dirty_high)
		memcpy((uint16_t *)TEXT_MEMORY + dirty_low, screen + dirty_low,
		       (dirty_high - dirty_low) * sizeof(screen[0]));
	dirty_low = ROWS * COLUMNS;
	dirty_high = 0;
	crtc_write(CURSOR_HIGH, (uint8_t)(cursor >> 8));
	crtc_write(CURSOR_LOW, (uint8_t)cursor);
	/* END EXERCISE 1.7 */
}

/*
 * Where there is no card a read gives all ones, and code that takes them for a cursor position
 * writes out of bounds. A card keeps what is written to its cursor register.
 */
void
vga_init(void)
{
	uint8_t low;

	for (low = 0; low < 2; low++) {
		crtc_write(CURSOR_LOW, low);
		if (crtc_read(CURSOR_LOW) != low)
			return;
	}
	present = true;
	blank(0, ROWS * COLUMNS);
	update_card();
}

/*
 * Exercise 1.7, continued: make sure that the cursor is on the screen.
 *
 * If cursor has moved beyond the last row (it is then in the row below), scroll: all rows of
 * screen[] move up by one, blank() makes the last one empty, the cursor goes up by a row, and the
 * whole screen is dirty (touch).
 */
static void
scroll(void)
{
	/* EXERCISE 1.7 scroll */
	if (cursor < ROWS * COLUMNS)
		return;
	memmove(screen, screen + COLUMNS, (ROWS - 1) * COLUMNS * sizeof(screen[0]));
	blank((ROWS - 1) * COLUMNS, ROWS * COLUMNS);
	touch(0, ROWS * COLUMNS);
	cursor -= COLUMNS;
	/* END EXERCISE 1.7 */
}

/*
 * Exercise 1.7, continued: show one character that is not part of an ANSI sequence.
 *
 * '\n' moves the cursor to the start of the next row; '\r' to the start of its row; '\b' one back,
 * but not beyond the start of the screen; '\t' to the next column that is a multiple of TAB; '\a'
 * does nothing. Any other character goes into screen[] at the cursor with the present colour (see
 * CELL), is dirty, and the cursor moves on by one. At the end, scroll().
 */
static void
put_text(char c)
{
	/* EXERCISE 1.7 put_text */
	switch (c) {
	case '\n':
		cursor += COLUMNS - cursor % COLUMNS;
		break;
	case '\r':
		cursor -= cursor % COLUMNS;
		break;
	case '\b':
		cursor -= cursor > 0;
		break;
	case '\t':
		cursor += TAB - cursor % TAB;
		break;
	case '\a':
		break;
	default:
		screen[cursor] = CELL(c, colour);
		touch(cursor, cursor + 1);
		cursor++;
		break;
	}
	scroll();
	/* END EXERCISE 1.7 */
}

/* Does what one number of ESC [ ... m asks for. */
static void
set_colour(unsigned param)
{
	if (param == 0)
		colour = COLOUR_DEFAULT;
	else if (param == 1)
		colour |= BRIGHT;
	else if (param >= 30 && param <= 37)
		colour = (uint8_t)((colour & ~0x7) | ansi_to_vga[param - 30]);
	else if (param == 39)
		colour = (uint8_t)((colour & ~0xF) | (COLOUR_DEFAULT & 0xF));
	else if (param >= 40 && param <= 47)
		colour = (uint8_t)((colour & ~0x70) | ansi_to_vga[param - 40] << 4);
	else if (param == 49)
		colour &= 0x0F;
	else if (param >= 90 && param <= 97)
		colour = (uint8_t)((colour & ~0xF) | BRIGHT | ansi_to_vga[param - 90]);
}

/* Moves the cursor to a row and a column that count from 1, where 0 also means 1. */
static void
set_cursor(unsigned row, unsigned column)
{
	row = MIN(MAX(row, 1U), (unsigned)ROWS);
	column = MIN(MAX(column, 1U), (unsigned)COLUMNS);
	cursor = (row - 1) * COLUMNS + column - 1;
}

/* Does what a whole sequence asks for, given its last character. */
static void
end_sequence(char c)
{
	if (c == 'm') {
		for (unsigned i = 0; i < nparams; i++)
			set_colour(params[i]);
	} else if (c == 'J' && params[0] == 2) {
		blank(0, ROWS * COLUMNS);
	} else if (c == 'K' && params[0] == 0) {
		blank(cursor, cursor + COLUMNS - cursor % COLUMNS);
	} else if (c == 'H') {
		set_cursor(params[0], params[1]);
	}
}

/* Takes a character that follows ESC [. */
static void
put_sequence(char c)
{
	unsigned *param = &params[nparams - 1];

	if (c >= '0' && c <= '9') {
		*param = MIN(*param * 10 + (unsigned)(c - '0'), 999U);
	} else if (c == ';') {
		nparams = MIN(nparams + 1, (unsigned)PARAMS_MAX);
		params[nparams - 1] = 0;
	} else if (c >= '@') {
		end_sequence(c);
		state = TEXT;
	}
}

static void
put(char c)
{
	switch (state) {
	case TEXT:
		if (c == ESC)
			state = AFTER_ESC;
		else
			put_text(c);
		break;
	case AFTER_ESC:
		state = c == '[' ? IN_SEQUENCE : TEXT;
		memset(params, 0, sizeof(params));
		nparams = 1;
		break;
	case IN_SEQUENCE:
		put_sequence(c);
		break;
	}
}

void
vga_write(const char *s, size_t n)
{
	if (!present)
		return;
	for (size_t i = 0; i < n; i++)
		put(s[i]);
	update_card();
}
