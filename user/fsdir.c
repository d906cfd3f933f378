/* SPDX-License-Identifier: MIT */
/*
 * fsdir - the file server's directories by themselves: names are added to a block of our own, and
 * between any two instructions somebody looks at it, as a client on another processor may.
 * Must be seen of each name: "steps N", with N not 0; "torn 0", for at any moment there is what was
 * there before, or that and the new name; and "added 1".
 */
#include <user/fs/dir.c>
#include <inc/mmu.h>
#include <inc/trap.h>
#include <user/test.h>

#define DIRECTORY 20
#define BLOCK 1

/* By their inodes. The first and the third take the same room. */
static const char *const names[] = { "", "one", "the second", "3rd", "four" };

struct Fs fs = { .ninodes = ARRAY_SIZE(names) - 1 };
static struct Ext2Inode directory = { .i_mode = EXT2_S_IFDIR, .i_size = PGSIZE };

int
inode_at(uint32_t ino, struct Ext2Inode **store)
{
	*store = &directory;
	return 0;
}

int
inode_get(uint32_t ino, struct Ext2Inode **store)
{
	return inode_at(ino, store);
}

int
inode_run(struct Ext2Inode *ip, uint32_t n, uint32_t max, uint32_t *store)
{
	*store = BLOCK;
	return 1;
}

int
inode_fill(uint32_t ino, uint32_t n, enum Role role, uint32_t *store)
{
	return -E_NO_DISK;
}

int
cache_get(uint32_t block, enum Role role, void **store)
{
	*store = block_va(block);
	return 0;
}

void
cache_dirty(uint32_t block)
{
}

/* Is this entry, which has an inode, as it shall be? */
static bool
is_whole(const struct Dirent *de)
{
	const char *name = names[de->de_ino];

	return de->de_type == DT_REG && de->de_namelen == strlen(name) &&
	       memcmp(de->de_name, name, de->de_namelen) == 0;
}

/* What stands in the block: bit 0, and one for each inode; or 0 if it is not in order. */
static uint32_t
look(void)
{
	struct Dirent *de = block_va(BLOCK), *end = entry_at(de, PGSIZE);
	uint32_t seen = 1;

	if (!block_in_order(de))
		return 0;
	for (; de < end; de = next_entry(de)) {
		if (de->de_ino != 0 && !is_whole(de))
			return 0;
		seen |= 1u << de->de_ino;
	}
	return seen;
}

static uint32_t before, after; /* what may be seen */
static uint32_t steps, torn;

/* Goes on by the kernel: the way back in lib/upcallentry.S would be taken in steps, too. */
static void
step(struct UTrapframe *utf)
{
	struct Trapframe tf = { .tf_regs = utf->utf_regs,
				.tf_eip = utf->utf_eip,
				.tf_eflags = utf->utf_eflags,
				.tf_esp = utf->utf_esp };
	uint32_t seen = look();

	steps++;
	torn += seen != before && seen != after;
	sys_env_set_trapframe(0, &tf);
}

static struct Name
name_of(uint32_t ino)
{
	return (struct Name){ names[ino], strlen(names[ino]) };
}

static void
add(uint32_t ino)
{
	struct Name name = name_of(ino);
	struct Place place;

	must(dir_room(DIRECTORY, &name, &place));
	before = look();
	after = before | 1u << ino;
	steps = torn = 0;
	write_eflags(read_eflags() | FL_TF);
	dir_add(&place, &name, ino, DT_REG);
	write_eflags(read_eflags() & ~(uint32_t)FL_TF);
	report("steps/%u %u", ino, steps);
	report("torn/%u %u", ino, torn);
	report("added/%u %d", ino, look() == after);
}

static void
drop(uint32_t ino)
{
	struct Name name = name_of(ino);
	struct Place place;

	must(dir_find(DIRECTORY, &name, &place));
	dir_remove(&place);
}

void
umain(int argc, char **argv)
{
	struct Dirent *first = block_va(BLOCK);

	must(space_fill(BLOCKS, PGSIZE));
	must(space_fill((uintptr_t)first, PGSIZE));
	must(set_upcall_handler(T_DEBUG, step));
	first->de_reclen = PGSIZE;
	add(1); /* where all is free */
	add(2); /* behind one that is in use */
	drop(1);
	add(3); /* where one was that had another name */
	drop(2);
	add(4); /* behind one, where another stood */
}
