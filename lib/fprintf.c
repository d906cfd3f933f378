/* SPDX-License-Identifier: MIT */
/*
 * fprintf.c - formatted printing to a descriptor. Nothing is kept back from one call to the next:
 * so two who share a descriptor write in the order in which they print, and nobody has to flush.
 */
#include <inc/lib.h>

#define PIECE_SIZE 256

struct Piece {
	int p_fd;
	size_t p_fill;
	int p_result; /* characters written, or the first error */
	char p_text[PIECE_SIZE];
};

static void
piece_write(struct Piece *piece)
{
	ssize_t r;

	if (piece->p_result >= 0 && piece->p_fill > 0) {
		r = write(piece->p_fd, piece->p_text, piece->p_fill);
		piece->p_result = r < 0 ? (int)r : piece->p_result + (int)r;
	}
	piece->p_fill = 0;
}

static void
piece_putch(int c, void *putdat)
{
	struct Piece *piece = putdat;

	piece->p_text[piece->p_fill++] = (char)c;
	if (piece->p_fill == PIECE_SIZE)
		piece_write(piece);
}

int
vfprintf(int fd, const char *fmt, va_list ap)
{
	struct Piece piece;

	piece.p_fd = fd;
	piece.p_fill = 0;
	piece.p_result = 0;
	vprintfmt(piece_putch, &piece, fmt, ap);
	piece_write(&piece);
	return piece.p_result;
}

int
fprintf(int fd, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vfprintf(fd, fmt, ap);
	va_end(ap);
	return n;
}

int
printf(const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vfprintf(1, fmt, ap);
	va_end(ap);
	return n;
}
