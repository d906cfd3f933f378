/* SPDX-License-Identifier: MIT */
/*
 * faulthighhandler - has invalid opcodes answered at the last byte of all. Needs an exception
 * stack. Must be seen: the end, for the execution of what is not for programs.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	must(sys_env_set_upcall(0, T_ILLOP, UINT32_MAX));
	report("faulthighhandler: about to execute an invalid opcode");
	__asm__ volatile("ud2");
	survived("executed an invalid opcode");
}
