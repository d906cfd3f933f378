/* SPDX-License-Identifier: MIT */
/*
 * tryexofork - makes a child, looks at it, and lets it run without having given it a single page.
 * Must be seen: the child not runnable (4), with this program's eip and with 0 in eax; then its
 * page fault at this eip, and that it is gone.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	envid_t child = sys_exofork();
	const volatile struct Env *e = &envs[ENVX(child)];

	if (child < 0)
		panic("sys_exofork: %e", child);
	report("tryexofork: %08x, status %u, eip %08x, eax %u", child, e->env_status,
	       e->env_tf.tf_eip, e->env_tf.tf_regs.reg_eax);
	sys_env_set_status(child, ENV_RUNNABLE);
	wait(child);
	report("tryexofork: %08x is gone", child);
}
