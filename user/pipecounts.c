/* SPDX-License-Identifier: MIT */
/*
 * pipecounts - what becomes of a pipe's counts while somebody looks at them, in a pipe of our own
 * in which something happens before or after the first of these looks.
 * Must be seen: "handed_on 0" and "dropped 0", for the other end is open; and "last_byte 1".
 */
#include <lib/fd.h>
#include <lib/lock.h>
#include <lib/parts.h>

static unsigned counted(const void *va);

#define pageref counted
#include <lib/pipe.c>
#undef pageref
#include <user/test.h>

#define OTHER 20 /* a descriptor */

static int ends[2];
static void (*before)(void), (*after)(void); /* what happens once, unless they are null */

static void
happen(void (**what)(void))
{
	void (*f)(void) = *what;

	*what = NULL;
	if (f)
		f();
}

static unsigned
counted(const void *va)
{
	unsigned n;

	happen(&before);
	n = pageref(va);
	happen(&after);
	return n;
}

static void
hand_on(void)
{
	must(dup(ends[0], OTHER));
}

static void
drop(void)
{
	close(OTHER);
}

static void
write_and_close(void)
{
	must(write(ends[1], "x", 1));
	close(ends[1]);
}

void
umain(int argc, char **argv)
{
	char c;

	must(pipe(ends));
	after = hand_on;
	report("handed_on %d", pipeisclosed(ends[0]));
	after = drop;
	report("dropped %d", pipeisclosed(ends[0]));
	before = write_and_close;
	report("last_byte %d", read(ends[0], &c, 1));
}
