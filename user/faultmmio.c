/* SPDX-License-Identifier: MIT */
/*
 * faultmmio - reads where the kernel maps device registers.
 * Must be seen: a page fault: read, address ef800000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultmmio: about to read device registers");
	peek(MMIOBASE);
	survived("read device registers");
}
