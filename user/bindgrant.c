/* SPDX-License-Identifier: MIT */
/*
 * bindgrant - four environments pass on parts of what they got: to each other, and to themselves.
 * Start four. Must be seen: the ids; and from outside, the tree that has come of it.
 */
#include <user/puppet.h>

void
umain(int argc, char **argv)
{
	uint32_t x = 64 + nonce_number() % 512;
	bindid_t root, whole, part, last, own;

	play();
	root = binding_of(peers[0]);
	whole = must(sys_bind_grant(root, peers[1], x, 1000, BIND_ALL));
	part = must(tell_grant(1, whole, 2, x + 10, 20, BIND_READ));
	last = must(tell_grant(2, part, 3, x + 29, 1, BIND_READ));
	own = must(sys_bind_grant(root, 0, x + 5, 900, BIND_WRITE));
	report("root %08x", root);
	report("whole %08x", whole);
	report("part %08x", part);
	report("last %08x", last);
	report("own %08x", own);
	report("same %08x", tell_grant(2, part, 3, x + 10, 20, BIND_READ));
	report("back %08x", tell_grant(3, last, 0, x + 29, 1, BIND_READ));
	report("writes %08x", tell_grant(1, whole, 3, x + 999, 1, BIND_WRITE));
	stay();
}
