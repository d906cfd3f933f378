/* SPDX-License-Identifier: MIT */
/*
 * printf.c - formatted printing on the console, for the kernel and for programs.
 *
 * The characters are collected and given to the console by the piece, since its cost is mostly per
 * call: a program makes a system call; in the kernel, the screen copies what has changed and moves
 * the cursor.
 */
#include <inc/stdio.h>

#define PIECE_SIZE 256

struct Piece {
	char p_text[PIECE_SIZE];
	size_t p_fill;
	int p_total; /* of the whole print */
};

static void
piece_write(struct Piece *piece)
{
	if (piece->p_fill > 0)
		cons_write(piece->p_text, piece->p_fill);
	piece->p_fill = 0;
}

static void
piece_putch(int c, void *putdat)
{
	struct Piece *piece = putdat;

	piece->p_text[piece->p_fill++] = (char)c;
	piece->p_total++;
	if (piece->p_fill == PIECE_SIZE)
		piece_write(piece);
}

int
vcprintf(const char *fmt, va_list ap)
{
	struct Piece piece;

	piece.p_fill = 0;
	piece.p_total = 0;
	vprintfmt(piece_putch, &piece, fmt, ap);
	piece_write(&piece);
	return piece.p_total;
}

int
cprintf(const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vcprintf(fmt, ap);
	va_end(ap);
	return n;
}
