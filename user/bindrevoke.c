/* SPDX-License-Identifier: MIT */
/*
 * bindrevoke - five environments, among whom bindings are passed on and taken back: by who may, and
 * by who may not. Start five.
 * Must be seen: what each try returns; and from outside, what is left.
 */
#include <user/puppet.h>

#define ROOT 0
#define A 1
#define B 2
#define C 3
#define D 4

/* One below the other: root, a, b, c; and d beside b. */
static bindid_t root, a, b, c, d;

static void
say(const char *key, int r)
{
	report("%s %d", key, r);
}

static int
count(void)
{
	int n = 0;

	for (int i = 0; i < NBINDING; i++)
		n += bindings[i].b_holder != 0;
	return n;
}

static void
make_tree(void)
{
	a = must(sys_bind_grant(root, peers[A], 100, 100, BIND_ALL));
	b = must(tell_grant(A, a, B, 110, 50, BIND_ALL));
	c = must(tell_grant(B, b, C, 120, 10, BIND_READ));
	d = must(tell_grant(A, a, D, 110, 50, BIND_READ));
	must(tell_grant(C, c, D, 125, 1, BIND_READ));
}

static void
not_theirs(void)
{
	say("by_child", tell_revoke(C, b));
	say("by_grandchild", tell_revoke(C, a));
	say("of_root", tell_revoke(A, root));
	say("by_sibling", tell_revoke(D, c));
	say("unknown", tell_revoke(A, c ^ NBINDING));
	say("zero", tell_revoke(A, 0));
	say("negative", tell_revoke(A, -1));
	report("all %d", count());
}

static void
by_those_above(void)
{
	bindid_t old = c;

	say("by_grandparent", tell_revoke(A, c));
	report("without_c %d", count());
	say("use_revoked", tell_grant(C, c, D, 120, 1, BIND_READ));
	say("revoke_again", tell_revoke(A, c));
	c = must(tell_grant(B, b, C, 120, 10, BIND_READ));
	report("new_id %d", c != old);
	say("use_old", tell_grant(C, old, D, 120, 1, BIND_READ));
	say("use_new", tell_grant(C, c, D, 120, 1, BIND_READ) > 0);
	say("own", tell_revoke(B, b));
	report("without_b %d", count());
	say("use_orphan", tell_grant(C, c, D, 120, 1, BIND_READ));
	say("sibling_stays", tell_grant(D, d, B, 110, 1, BIND_READ) > 0);
}

void
umain(int argc, char **argv)
{
	play();
	root = binding_of(peers[ROOT]);
	make_tree();
	not_theirs();
	by_those_above();
	b = must(tell_grant(A, a, B, 110, 50, BIND_ALL));
	must(tell_grant(B, b, C, 120, 10, BIND_READ));
	report("branches %d", count());
	say("end_of_holder", tell(A, SYS_env_destroy, 0, 0, 0, 0, 0));
	report("without_a %d", count());
	say("use_after_end", tell_grant(D, d, B, 110, 1, BIND_READ));
	a = must(sys_bind_grant(root, peers[B], 1, 2, BIND_WRITE));
	report("left %08x", a);
	stay();
}
