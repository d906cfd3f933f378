/* SPDX-License-Identifier: MIT */
/*
 * printf.c - formatted printing for programs: the engine of lib/printfmt.c, a buffer, and one
 * system call for each full buffer instead of one for each character.
 */
#include <inc/lib.h>

#define PRINTBUF_SIZE 256

struct printbuf {
	size_t used; /* characters waiting in buf */
	int total;   /* characters printed in all */
	char buf[PRINTBUF_SIZE];
};

static void
flush(struct printbuf *b)
{
	if (b->used > 0)
		sys_cputs(b->buf, b->used);
	b->used = 0;
}

/* What the engine calls for each character. */
static void
putch(int c, void *putdat)
{
	struct printbuf *b = putdat;

	b->buf[b->used++] = (char)c;
	b->total++;
	if (b->used == PRINTBUF_SIZE)
		flush(b);
}

int
vcprintf(const char *fmt, va_list ap)
{
	struct printbuf b;

	b.used = 0;
	b.total = 0;
	vprintfmt(putch, &b, fmt, ap);
	flush(&b);
	return b.total;
}

int
cprintf(const char *fmt, ...)
{
	va_list ap;
	int total;

	va_start(ap, fmt);
	total = vcprintf(fmt, ap);
	va_end(ap);
	return total;
}
