/* SPDX-License-Identifier: MIT */
/*
 * privpopf - tries to gain I/O rights and to clear the interrupt flag with popf. The processor
 * leaves both as they are, without an exception (SDM 2B, POPF).
 * Must be seen: the line with "unchanged".
 */
#include <inc/x86.h>
#include <user/test.h>

void
umain(int argc, char **argv)
{
	uint32_t before = read_eflags();
	uint32_t privileged = FL_IOPL_MASK | FL_IF;

	write_eflags((before | FL_IOPL_3) & ~FL_IF);
	if ((read_eflags() & privileged) == (before & privileged))
		report("privpopf: IF and IOPL unchanged");
	else
		survived("changed IF or IOPL");
}
