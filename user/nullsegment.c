/* SPDX-License-Identifier: MIT */
/*
 * nullsegment - makes system calls with null in ds, es, fs and gs. A program may load it; whoever
 * uses memory through it takes a general protection fault (QEMU does not check, Bochs does).
 * Must be seen: for int, and for sysenter if the processor has it, the line "the call works".
 */
#include <user/test.h>

/* Makes sys_getenvid through "gate", in which esi (back to label 1) and ebp (the stack) are set. */
#define CALL_WITH_NULL(gate, result)                                                               \
	__asm__ volatile("pushl %%ebp\n"                                                           \
			 "movl $1f, %%esi\n"                                                       \
			 "movl %%esp, %%ebp\n"                                                     \
			 "movw %w2, %%ds\n"                                                        \
			 "movw %w2, %%es\n"                                                        \
			 "movw %w2, %%fs\n"                                                        \
			 "movw %w2, %%gs\n" gate "\n"                                              \
			 "1: pushl %%ss\n"                                                         \
			 "popl %%ds\n"                                                             \
			 "pushl %%ss\n"                                                            \
			 "popl %%es\n"                                                             \
			 "popl %%ebp"                                                              \
			 : "=a"(result)                                                            \
			 : "a"(SYS_getenvid), "b"(0)                                               \
			 : "ecx", "edx", "esi", "memory", "cc")

static void
judge(const char *how, envid_t result)
{
	report("nullsegment: %s: the call %s", how, result == thisenv->env_id ? "works" : "fails");
}

void
umain(int argc, char **argv)
{
	envid_t result;

	report("nullsegment: about to call");
	CALL_WITH_NULL("int $0x30", result);
	judge("int", result);
	if (!(kerninfo.ki_features & KI_SYSENTER)) {
		report("nullsegment: no sysenter here");
		return;
	}
	CALL_WITH_NULL("sysenter", result);
	judge("sysenter", result);
}
