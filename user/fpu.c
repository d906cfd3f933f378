/* SPDX-License-Identifier: MIT */
/*
 * fpu - uses the floating-point unit, which the kernel does not save for programs.
 * Must be seen: a device-not-available exception at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("fpu: about to load 1.0");
	__asm__ volatile("fld1");
	survived("used the floating-point unit");
}
