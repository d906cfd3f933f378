/* SPDX-License-Identifier: MIT */
/*
 * bindmany - as many bindings as there can be: of one holder, beside each other; then of all, one
 * below the other. Start ten.
 * Must be seen: the errors; and from outside, that every slot is free again.
 */
#include <user/puppet.h>

#define PUPPETS 9

static bindid_t root;

/* One after the other is granted from `from`, to others, until no more can be; how many. */
static int
grant_beside(int *last)
{
	int n = 0;

	while ((*last = sys_bind_grant(root, peers[1 + n % PUPPETS], 1, 1, BIND_READ)) > 0)
		n++;
	return n;
}

/* Each passes on to itself what it got last, until no more can be, then to the next; the depth. */
static int
grant_below(bindid_t top, int *last)
{
	bindid_t b = top;
	int n = 0;

	for (int who = 1; who <= PUPPETS; who++) {
		for (int i = 1; i < NGRANTS_MAX; i++, n++) {
			*last = tell_grant(who, b, who, 1, 2, BIND_READ);
			if (*last < 0)
				return n;
			b = *last;
		}
		*last = tell_grant(who, b, who < PUPPETS ? who + 1 : 0, 1, 2, BIND_READ);
		if (*last < 0)
			return n;
		b = *last;
		n++;
	}
	return n;
}

void
umain(int argc, char **argv)
{
	bindid_t top;
	int last, n;

	play();
	root = binding_of(peers[0]);
	n = grant_beside(&last);
	report("beside %d %d", n, last);
	sys_bind_revoke(binding_of(peers[1]));
	report("one_more %d", sys_bind_grant(root, peers[2], 1, 1, BIND_READ) > 0);
	for (int who = 1; who <= PUPPETS; who++)
		while (binding_of(peers[who]))
			must(sys_bind_revoke(binding_of(peers[who])));
	report("free_again %u", thisenv->env_ngrants);
	top = must(sys_bind_grant(root, peers[1], 1, 2, BIND_READ));
	n = grant_below(top, &last);
	report("below %d %d", n, last);
	report("revoke %d", sys_bind_revoke(top));
	stay();
}
