/* SPDX-License-Identifier: MIT */
/*
 * ptrgood - has the kernel print from each kind of memory that programs may only read: the kernel
 * checks for what it needs, and no more.
 * Must be seen: the command line (read at UINFO by the kernel), then the line that ends the test.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	const char *line = (const char *)kerninfo.ki_cmdline;

	sys_cputs("command line: ", 14);
	sys_cputs(line, strlen(line));
	sys_cputs("\n", 1);
	sys_cputs((char *)UTEXT, 0);
	report("ptrgood: printed from read-only memory");
}
