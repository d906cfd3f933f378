/* SPDX-License-Identifier: MIT */
/*
 * farjump - jumps into the kernel's code segment, keeping its own address.
 * Must be seen: a general protection fault with error code 0x8.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("farjump: about to jump to segment 0x8");
	__asm__ volatile("ljmp $0x8, $1f\n1:");
	survived("entered the kernel code segment");
}
