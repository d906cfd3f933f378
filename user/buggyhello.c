/* SPDX-License-Identifier: MIT */
/*
 * buggyhello - has the kernel print from address 1, which is not mapped.
 * Must be seen: the environment is destroyed for the bad address 00000001.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("buggyhello: about to print from address 1");
	sys_cputs((char *)1, 1);
	survived("printed from address 1");
}
