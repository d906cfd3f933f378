/* SPDX-License-Identifier: MIT */
/*
 * tiny - does nothing, so that it can be measured what starting a program costs.
 */
#include <inc/lib.h>

void
umain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
}
