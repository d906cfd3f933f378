/* SPDX-License-Identifier: MIT */
/*
 * fscache - the file server's cache by itself, above a disk of our own. With cache=128.
 * Must be seen: "gone 1" and "checked 0" of a directory's block that came back; and at last a fault
 * behind the last block, as the kernel tells of it.
 */
#include <user/fs/cache.c>
#include <user/test.h>

#define NBLOCKS 400
#define DIRECTORY 1

/* As in probe.S. */
__asm__(".text\n"
	".globl probe, probe_load, probe_done\n"
	"probe:\n"
	"	movl 4(%esp), %edx\n"
	"	xorl %eax, %eax\n"
	"probe_load:\n"
	"	testb $0, (%edx)\n"
	"probe_done:\n"
	"	ret\n");

void
disk_begin_read(uint32_t block, void *va, uint32_t count)
{
	memset(va, (int)block, count * PGSIZE);
}

int
disk_finish(void)
{
	return 0;
}

static void
get(uint32_t block, enum Role role)
{
	void *page;

	must(cache_get(block, role, &page));
}

/* A block that was looked over goes, when more are read than there is room for, and comes again. */
static void
come_again(void)
{
	get(DIRECTORY, ROLE_DIR);
	block_set(DIRECTORY, B_CHECKED);
	for (uint32_t block = DIRECTORY + 1; block < NBLOCKS; block++)
		get(block, ROLE_DATA);
	report("gone %d", !present(DIRECTORY));
	get(DIRECTORY, ROLE_DIR);
	report("checked %d", block_has(DIRECTORY, B_CHECKED));
}

void
umain(int argc, char **argv)
{
	must(cache_init(NBLOCKS));
	come_again();
	peek(block_va(NBLOCKS));
	survived("behind the last block");
}
