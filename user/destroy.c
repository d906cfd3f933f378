/* SPDX-License-Identifier: MIT */
/*
 * destroy - destroys what it may not, then what it may: itself. Start it with others.
 * Must be seen: how many ids were refused, how many environments; nothing of the last line.
 */
#include <user/test.h>

/* Ids that name no environment: negative ones, free slots, another use of this slot. */
static void
refuse_bad_ids(void)
{
	const envid_t bad[] = { -1, INT32_MIN, INT32_MAX, thisenv->env_id + NENV,
				thisenv->env_id ^ (1 << 30) };
	int refused = 0;

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		refused += sys_env_destroy(bad[i]) == -E_BAD_ENV;
	report("destroy: %d of %u bad ids refused", refused, ARRAY_SIZE(bad));
}

/* Environments that live, and are neither this one nor a child of it. */
static void
refuse_others(void)
{
	int others = 0, refused = 0;

	for (int i = 0; i < NENV; i++) {
		if (envs[i].env_status == ENV_FREE || &envs[i] == thisenv)
			continue;
		others++;
		refused += sys_env_destroy(envs[i].env_id) == -E_BAD_ENV;
	}
	report("destroy: %d of %d others refused", refused, others);
}

void
umain(int argc, char **argv)
{
	refuse_bad_ids();
	refuse_others();
	report("destroy: about to destroy myself");
	sys_env_destroy(thisenv->env_id);
	survived("destroyed itself");
}
