/* SPDX-License-Identifier: MIT */
/*
 * faultread - reads address 0.
 * Must be seen: a page fault: read, page not present, address 00000000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultread: about to read address 0");
	report("I read %08x from location 0!", peek(0));
	survived("read address 0");
}
