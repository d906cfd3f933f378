/* SPDX-License-Identifier: MIT */
/*
 * killspin - destroys children that use the processor and never enter the kernel by themselves.
 * Must be seen: "killspin: 3 of 3 are gone".
 */
#include <user/peers.h>

#define CHILDREN 3

void
umain(int argc, char **argv)
{
	envid_t child[CHILDREN];
	int gone = 0;

	for (int i = 0; i < CHILDREN; i++) {
		if ((child[i] = fork()) < 0)
			panic("fork: %e", child[i]);
		if (child[i] == 0)
			/* Under -icount QEMU turns to the next processor at this instruction. */
			for (;;)
				cpu_pause();
	}
	for (int i = 0; i < CHILDREN; i++) {
		const volatile struct Env *e = &envs[ENVX(child[i])];

		while (e->env_slices < 2)
			rest();
		if (sys_env_destroy(child[i]) < 0)
			continue;
		wait(child[i]);
		gone += e->env_id == child[i] && e->env_status <= ENV_DYING &&
			sys_env_destroy(child[i]) == -E_BAD_ENV;
	}
	report("killspin: %d of %d are gone", gone, CHILDREN);
}
