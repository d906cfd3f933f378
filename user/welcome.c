/* SPDX-License-Identifier: MIT */
/*
 * welcome - the first program of the demonstration that "make qemu" boots into: what this machine
 * is, as far as a program can see it, and what the next programs are about to try.
 * Must be seen: the picture below, with the numbers of this machine.
 */
#include <user/frames.h>

#define BOLD "\033[1m"
#define CYAN "\033[36m"
#define RESET "\033[0m"

static void
print_machine(void)
{
	uint32_t frames = kerninfo.ki_nframes;

	cprintf("  %u MiB of memory in %u frames, %u of them free; %u processor%s;\n",
		(frames + 128) / 256, frames, count_free_frames(), kerninfo.ki_ncpus,
		kerninfo.ki_ncpus == 1 ? "" : "s");
	cprintf("  %s pages for the kernel; system calls by %s.\n",
		kerninfo.ki_features & KI_PSE ? "4 MiB" : "4 KiB",
		kerninfo.ki_features & KI_SYSENTER ? "sysenter" : "int");
}

/* Names the programs that were started together with this one. */
static void
print_companions(void)
{
	cprintf("  Next to run:");
	for (int i = 0; i < NENV; i++)
		if (envs[i].env_status == ENV_RUNNABLE)
			cprintf(" %s", (const char *)envs[i].env_name);
	cprintf("\n\n");
}

void
umain(int argc, char **argv)
{
	cprintf("\n" BOLD CYAN "  Exolab" RESET BOLD
		": the kernel protects, programs do the rest" RESET "\n\n");
	print_machine();
	cprintf("  This is a program, and it made no system call to learn that: it read the\n"
		"  kernel's own tables, which every program can see and none can change.\n\n"
		"  The others now try what programs may not do. Each ends at that line of its\n"
		"  source, and only that one ends.\n\n");
	print_companions();
}
