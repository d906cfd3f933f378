/* SPDX-License-Identifier: MIT */
/*
 * ptrulim - has the kernel print from where programs may read nothing any more: ULIM.
 * Must be seen: the environment is destroyed for the bad address ef800000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrulim: about to print from ULIM");
	sys_cputs((char *)ULIM, 1);
	survived("printed from ULIM");
}
