/* SPDX-License-Identifier: MIT */
/*
 * flush.c - write-back, in phases: the writes of one may reach the disk in any order, and all have
 * reached it before the next one begins.
 */
#include <user/fs/alloc.h>
#include <user/fs/cache.h>
#include <user/fs/disk.h>
#include <user/fs/flush.h>
#include <user/fs/forms.h>
#include <user/fs/open.h>

#define NFORMS 8

int
flush_init(void)
{
	return space_fill(FORMS, NFORMS * PGSIZE);
}

static bool data_failed, rest_failed; /* in this phase, or before */

/* What takes part in a phase. */
struct Phase {
	bool (*due)(uint32_t block);
	/*
	 * Unless they are null: which are written in another form, and what makes that in a page.
	 */
	bool (*changed)(uint32_t block);
	void (*form)(uint32_t block, void *page);
};

/*
 * These blocks could not be written. A block of data stays dirty, as if somebody went on writing
 * it; without any other, the next phase must not begin.
 */
static void
failed(uint32_t block, uint32_t count)
{
	for (; count > 0; count--, block++) {
		if (blocks[block].b_role == ROLE_DATA) {
			block_set(block, B_LENT);
			data_failed = true;
		} else {
			rest_failed = true;
		}
	}
}

static bool
is_due(const struct Phase *phase, uint32_t block)
{
	return block_has(block, B_DIRTY) && phase->due(block);
}

static bool
as_it_is(const struct Phase *phase, uint32_t block)
{
	return !phase->changed || !phase->changed(block);
}

/* How many of the blocks that are listed from i on lie side by side, and are due as they are. */
static uint32_t
run_length(const struct Phase *phase, uint32_t i)
{
	uint32_t n = 1, block = cache_list[i];

	while (i + n < cache_listed() && cache_list[i + n] == block + n &&
	       is_due(phase, block + n) && as_it_is(phase, block + n))
		n++;
	return n;
}

/* Writes a block in another form; forms counts the pages that hold one. */
static void
write_form(const struct Phase *phase, uint32_t block, uint32_t *forms)
{
	void *page = (void *)(FORMS + *forms * PGSIZE);

	phase->form(block, page);
	disk_begin_write(block, page, 1, failed);
	if (++*forms == NFORMS) {
		disk_finish();
		*forms = 0;
	}
}

/* Carries out one phase. Returns 0, or -E_IO if the next one must not begin. */
static int
write_phase(const struct Phase *phase)
{
	uint32_t forms = 0;

	for (uint32_t i = 0, n; i < cache_listed(); i += n) {
		uint32_t block = cache_list[i];

		n = 1;
		if (!is_due(phase, block))
			continue;
		if (as_it_is(phase, block)) {
			n = run_length(phase, i);
			disk_begin_write(block, block_va(block), n, failed);
		} else {
			write_form(phase, block, &forms);
		}
	}
	disk_finish();
	return rest_failed ? -E_IO : 0;
}

/*
 * Which blocks are due in which phase.
 */

static bool
is_content(uint32_t block)
{
	uint8_t role = blocks[block].b_role;

	return role == ROLE_BITMAP || role == ROLE_DATA || role == ROLE_POINTERS ||
	       (role == ROLE_DIR && block_has(block, B_NEW));
}

static bool
is_appended(uint32_t block)
{
	return blocks[block].b_role == ROLE_DIR && dir_is_appended(block);
}

static bool
is_itable(uint32_t block)
{
	return blocks[block].b_role == ROLE_ITABLE;
}

static bool
is_first_dir(uint32_t block)
{
	return blocks[block].b_role == ROLE_DIR && block_has(block, B_FIRST);
}

static bool
is_dir(uint32_t block)
{
	return blocks[block].b_role == ROLE_DIR && !block_has(block, B_FIRST | B_LATE);
}

static bool
is_late_dir(uint32_t block)
{
	return blocks[block].b_role == ROLE_DIR && block_has(block, B_LATE);
}

static bool
is_itable_with_dir(uint32_t block)
{
	return is_itable(block) && itable_has_new_dir(block);
}

static bool
has_new_dir(uint32_t block)
{
	return blocks[block].b_role == ROLE_DIR && dir_has_new_dir(block);
}

static bool
is_in_steps(uint32_t block)
{
	return (is_itable(block) && itable_in_steps(block)) || has_new_dir(block);
}

static bool
is_for_the_end(uint32_t block)
{
	return blocks[block].b_role == ROLE_BITMAP || blocks[block].b_role == ROLE_FIXED;
}

static const struct Phase content = { is_content, is_appended, dir_before };
static const struct Phase inodes_before = { is_itable, itable_in_steps, itable_before };
static const struct Phase first_dirs = { is_first_dir, has_new_dir, dir_between };
static const struct Phase dirs = { is_dir, has_new_dir, dir_between };
static const struct Phase late_dirs = { is_late_dir, has_new_dir, dir_between };
static const struct Phase new_dirs = { is_itable_with_dir, itable_in_steps, itable_between };
static const struct Phase inodes_after = { is_in_steps, NULL, NULL };
static const struct Phase the_end = { is_for_the_end, NULL, NULL };

/* Calls f for each block of this role that is listed and dirty. */
static void
for_each(enum Role role, void (*f)(uint32_t block))
{
	for (uint32_t i = 0; i < cache_listed(); i++)
		if (block_has(cache_list[i], B_DIRTY) && blocks[cache_list[i]].b_role == role)
			f(cache_list[i]);
}

static void
set_clean(uint32_t block)
{
	block_clear(block, B_DIRTY);
}

/*
 * Writes the superblock: with EXT2_VALID_FS if clean is true and nothing speaks against it. Without
 * that, e2fsck looks at everything when the machine starts the next time.
 */
static int
write_super(bool clean)
{
	struct Ext2Super *s = fs.super;
	uint16_t state = clean && !fs.doubtful && !data_failed && !open_nameless();
	int r;

	if (!clean && !(s->s_state & EXT2_VALID_FS))
		return 0;
	s->s_state = (uint16_t)((s->s_state & EXT2_ERROR_FS) | (state ? EXT2_VALID_FS : 0));
	s->s_free_blocks_count = alloc_free_blocks();
	s->s_free_inodes_count = alloc_free_inodes();
	s->s_wtime = fs.now;
	disk_begin_write(0, block_va(0), 1, failed);
	/* If the disk may still say that all is well, it has to be told before anything changes. */
	if ((r = disk_finish()) < 0)
		s->s_state |= EXT2_VALID_FS;
	return r;
}

/*
 * Takes what was freed out of the bitmaps; and has these written, and the group descriptors.
 */
static int
settle(void)
{
	int r = alloc_settle();

	for_each(ROLE_ITABLE, itable_settle);
	for (uint32_t g = 0; g < fs.ngroups; g += EXT2_GROUPS_PER_BLOCK)
		cache_dirty(block_at(&fs.groups[g]));
	return r;
}

/*
 * Exercise 5.8 (8 points): the order of write-back.
 *
 * take_back: called for each block of data on the list before anything is written. One that was
 * lent, and that nobody but this server has mapped any more (space_refs()), is not B_LENT any more.
 * done: called for each block on the list after all is written: it is not B_NEW any more, and none
 * of B_FIRST, B_EARLY and B_LATE. Nor is it dirty; but one that somebody may have written since
 * then, or may still write, is, and the next write-back will write it again.
 *
 * write_back: write, phase by phase (write_phase()), what is on the list; up to the first error,
 * which is returned. Between the superblock that says that something is under way, which comes
 * first, and that which says that all is well, last (write_super()), there are, in an order that
 * you have to find:
 *	content		bitmaps, with what was allocated, but still without what was freed; data;
 *			blocks of pointers; new blocks of directories, without names. When it is
 *			written, the bitmaps are clean: for_each(ROLE_BITMAP, set_clean)
 *	inodes_before, inodes_after, new_dirs
 *			the inodes in their forms (user/fs/forms.h): the last are those that are
 *			directories and new. With inodes_after, the directory blocks that name
 *			these are written once more, and say so
 *	first_dirs, dirs, late_dirs
 *			directory blocks: those that keep what is being replaced, those with new
 *			names, those from which names were taken of files that have others
 *	settle(), the_end
 *			frees what was freed; bitmaps and group descriptors
 * After each write the disk must be such that: (1) what is referred to is in use in its bitmap, and
 * was written; (2) a name belongs to an inode, and does not say that it is something else; (3) an
 * inode that is not an empty file has a name, and no more names than it counts; (4) what was freed
 * is used by nothing that the disk knows of.
 */
static void
take_back(uint32_t block)
{
	/* EXERCISE 5.8 take_back */
	if (block_has(block, B_LENT) && space_refs((uintptr_t)block_va(block)) == 1)
		block_clear(block, B_LENT);
	/* END EXERCISE 5.8 */
}

static void
done(uint32_t block)
{
	/* EXERCISE 5.8 done */
	block_clear(block, B_NEW | B_FIRST | B_EARLY | B_LATE);
	if (!block_has(block, B_LENT))
		block_clear(block, B_DIRTY);
	/* END EXERCISE 5.8 */
}

static int
write_back(void)
{
	/* EXERCISE 5.8 write_back */
	int r;

	if ((r = write_super(false)) < 0 || (r = write_phase(&content)) < 0)
		return r;
	for_each(ROLE_BITMAP, set_clean);
	if ((r = write_phase(&inodes_before)) < 0 || (r = write_phase(&first_dirs)) < 0 ||
	    (r = write_phase(&dirs)) < 0 || (r = write_phase(&late_dirs)) < 0 ||
	    (r = write_phase(&new_dirs)) < 0 || (r = write_phase(&inodes_after)) < 0)
		return r;
	if ((r = settle()) < 0 || (r = write_phase(&the_end)) < 0)
		return r;
	return write_super(true);
	/* END EXERCISE 5.8 */
}

/* Sorts the list, so that blocks that lie side by side on the disk are written by one request. */
static void
sort(uint32_t *list, uint32_t n)
{
	uint32_t gap = 1;

	while (gap < n / 3)
		gap = gap * 3 + 1;
	for (; gap > 0; gap /= 3)
		for (uint32_t i = gap; i < n; i++) {
			uint32_t value = list[i], j = i;

			for (; j >= gap && list[j - gap] > value; j -= gap)
				list[j] = list[j - gap];
			list[j] = value;
		}
}

int
flush(void)
{
	int r;

	open_sweep();
	if (cache_listed() == 0 && !alloc_unsettled())
		return 0;
	data_failed = rest_failed = false;
	sort(cache_list, cache_listed());
	for_each(ROLE_DATA, take_back);
	if ((r = write_back()) < 0)
		return r;
	for_each(ROLE_ITABLE, itable_done);
	for (uint32_t i = 0; i < cache_listed(); i++)
		done(cache_list[i]);
	cache_unlist();
	return data_failed ? -E_IO : 0;
}
