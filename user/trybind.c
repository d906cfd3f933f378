/* SPDX-License-Identifier: MIT */
/*
 * trybind - has the whole disk, as the first program. It passes parts of it on, all to itself,
 * tries what may not be, and takes back one of the parts.
 * Must be seen: five bindings, three errors, and then only the binding to the disk.
 */
#include <user/sectors.h>

/* All that is held by this program: by slots, the first of which came first. */
static void
show(void)
{
	for (int i = 0; i < NBINDING; i++)
		if (bindings[i].b_holder == thisenv->env_id)
			report("binding %x, from %x: sectors %u to %u, rights %u", bindings[i].b_id,
			       bindings[i].b_parent, bindings[i].b_first,
			       bindings[i].b_first + bindings[i].b_count - 1, bindings[i].b_rights);
}

static void
say(const char *what, int r)
{
	if (r < 0)
		report("%s: %e", what, r);
	else
		report("%s: done", what);
}

void
umain(int argc, char **argv)
{
	bindid_t disk = must(binding_of(thisenv->env_id));
	bindid_t a = must(sys_bind_grant(disk, 0, 2000, 1000, BIND_ALL));
	bindid_t b = must(sys_bind_grant(a, 0, 2900, 100, BIND_READ));

	must(sys_bind_grant(b, 0, 2999, 1, BIND_READ));
	must(sys_bind_grant(a, 0, 2000, 1, BIND_WRITE));
	show();
	say("one sector too many", sys_bind_grant(a, 0, 2900, 101, BIND_READ));
	say("so many that the sum is 2900", sys_bind_grant(a, 0, 2901, 0xFFFFFFFF, BIND_READ));
	say("a right that is not there", sys_bind_grant(b, 0, 2900, 100, BIND_ALL));
	say("taking back the second", sys_bind_revoke(a));
	show();
}
