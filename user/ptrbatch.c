/* SPDX-License-Identifier: MIT */
/*
 * ptrbatch - passes a list of operations that is not there.
 * Must be seen: the end, for the pointer.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	report("ptrbatch: about to pass a list at null");
	sys_page_batch(NULL, 1);
	survived("passed a list at null");
}
