/* SPDX-License-Identifier: MIT */
/*
 * bindlimits - tries to pass on what it has not got. Start two.
 * Must be seen: the errors; and from outside, that nothing has come of it.
 */
#include <user/puppet.h>

#define START 100
#define COUNT 50

static bindid_t readable, foreign;

static void
try(const char *key, bindid_t from, envid_t to, uint32_t first, uint32_t count, uint32_t rights)
{
	report("%s %d", key, sys_bind_grant(from, to, first, count, rights));
}

static void
try_range(const char *key, uint32_t first, uint32_t count)
{
	try(key, readable, 0, first, count, BIND_READ);
}

static void
try_ranges(void)
{
	try_range("before", START - 1, 1);
	try_range("begins_before", START - 1, 2);
	try_range("behind", START + COUNT, 1);
	try_range("ends_behind", START + COUNT - 1, 2);
	try_range("one_too_many", START, COUNT + 1);
	try_range("all_around", START - 1, COUNT + 2);
	try_range("far", 0xFFFFFFFF, 1);
	/* first + count is a number in the range again. */
	try_range("wraps", START + 1, 0xFFFFFFFF);
	try_range("wraps_to_end", START + COUNT - 1, 0u - COUNT + 2);
	try_range("wraps_from_far", 0xFFFFFFFF, START + 2);
	try_range("wraps_to_start", 0x80000000, 0x80000000 + START);
	try_range("nothing", START, 0);
}

static void
try_others(void)
{
	try("writes", readable, 0, START, 1, BIND_WRITE);
	try("reads_and_writes", readable, 0, START, 1, BIND_ALL);
	try("no_rights", readable, 0, START, 1, 0);
	try("other_rights", readable, 0, START, 1, BIND_READ | 4);
	try("of_another", foreign, 0, START, 1, BIND_READ);
	try("slot_only", BINDX(readable), 0, START, 1, BIND_READ);
	try("next_of_slot", readable + NBINDING, 0, START, 1, BIND_READ);
	try("negative", -1, 0, START, 1, BIND_READ);
	try("zero", 0, 0, START, 1, BIND_READ);
	try("to_nobody", readable, peers[1] + (1 << 12), START, 1, BIND_READ);
	try("to_negative", readable, -1, START, 1, BIND_READ);
}

void
umain(int argc, char **argv)
{
	bindid_t root;

	play();
	root = binding_of(peers[0]);
	readable = must(sys_bind_grant(root, 0, START, COUNT, BIND_READ));
	foreign = must(sys_bind_grant(root, peers[1], START, COUNT, BIND_ALL));
	report("root %08x", root);
	report("readable %08x", readable);
	report("foreign %08x", foreign);
	try_ranges();
	try_others();
	stay();
}
