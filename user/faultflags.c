/* SPDX-License-Identifier: MIT */
/*
 * faultflags - divides by zero with the direction flag set and null in es. Start it alone.
 * Must be seen: a divide error, with es 0 and ds as always; then the kernel, in good order.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultflags: about to divide by zero, going backwards");
	__asm__ volatile("movw %w0, %%es; std; divl %0" : : "r"(0) : "eax", "edx", "cc");
	survived("divided");
}
