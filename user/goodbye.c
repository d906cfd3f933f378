/* SPDX-License-Identifier: MIT */
/*
 * goodbye - the last program of the demonstration: it still runs after the others were stopped.
 * Must be seen: the text, and then the kernel's monitor.
 */
#include <inc/lib.h>

void
umain(int argc, char **argv)
{
	/* LAB 4 */
	/* They may be preempted by now, or run on other processors. */
	for (const volatile struct Env *e = envs; e < envs + NENV; e++)
		if (e != thisenv && e->env_status > ENV_DYING)
			wait(e->env_id);
	/* END LAB 4 */
	cprintf("\n  The offenders are gone; their frames are free again, and this program never\n"
		"  noticed. When it ends none is left, and the kernel's monitor takes over: try\n"
		"  help, kerninfo, showmappings. (Without a window, ctrl-a x leaves QEMU.)\n\n");
}
