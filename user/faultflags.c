/* SPDX-License-Identifier: MIT */
/*
 * faultflags - divides by zero with the direction flag set, null in es, and a different value in
 * each register that the division does not use. Start it alone.
 * Must be seen: a divide error, with just these values; then the kernel, in good order.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultflags: about to divide by zero, going backwards");
	__asm__ volatile("movl $0xBBBBBBBB, %%ebx\n"
			 "movl $0xD0D0D0D0, %%edx\n"
			 "movl $0x51515151, %%esi\n"
			 "movl $0xD1D1D1D1, %%edi\n"
			 "movl $0xAAAAAAAA, %%eax\n"
			 "movl $0, %%ecx\n"
			 "movw %%cx, %%es\n"
			 "std\n"
			 "divl %%ecx"
			 :
			 :
			 : "eax", "ebx", "ecx", "edx", "esi", "edi", "cc");
	survived("divided");
}
