/* SPDX-License-Identifier: MIT */
/*
 * ptrpages - has the kernel print all of memory below ULIM, beginning in a page that it may read.
 * Must be seen: the environment is destroyed for an address behind the end of the table of frames;
 * nothing is printed.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrpages: about to print the frame table and more");
	sys_cputs((char *)UPAGES, PTSIZE);
	survived("printed the frame table and more");
}
