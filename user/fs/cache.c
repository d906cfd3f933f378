/* SPDX-License-Identifier: MIT */
/*
 * cache.c - the file system in memory: what is touched is there.
 *
 * Invariants:
 *   1. slots[0 .. nslots - 1] are the blocks that have a frame, each once, with their b_slot;
 *   2. nslots <= limit;
 *   3. a dirty block has a frame and is on the list.
 */
#include <user/fs/cache.h>
#include <user/fs/disk.h>

#define RW (PTE_P | PTE_U | PTE_W)

/* The cache's share of the machine's memory, and what it needs at least. */
#define SHARE_OF_MEMORY 4
#define LIMIT_MIN 128
#define LIMIT_MAX 0xFFFF /* b_slot */

/* One request makes at most so many blocks dirty, as a rule far fewer. */
#define DIRTIED_MAX 48

#define slots ((uint32_t *)SLOTS)
static uint32_t nblocks, nslots, limit;
static uint32_t hand; /* the slot at which the search for a victim goes on */

static uint32_t held[CACHE_HELD];
static uint32_t next_held;

static uint32_t nlisted;
static uint32_t nlisted_before; /* of these, which the last write-back had to leave dirty */

/* probe.S: touches the page at va. Returns 0, or the error with which it could not be fetched. */
int probe(const void *va);
extern const char probe_load[], probe_done[];

static void fault(struct UTrapframe *utf);

/* How many pages the cache may have: cache=N of the command line, for tests. */
static uint32_t
choose_limit(void)
{
	uint32_t n = kerninfo.ki_nframes / SHARE_OF_MEMORY;
	char text[12];

	if (cmdline_get("cache", text, sizeof(text)))
		n = (uint32_t)strtol(text, NULL, 0);
	n = MAX(n, (uint32_t)LIMIT_MIN);
	return MIN(n, (uint32_t)LIMIT_MAX);
}

int
cache_init(uint32_t n)
{
	int r;

	nblocks = n;
	limit = choose_limit();
	if ((r = space_fill(BLOCKS, n * sizeof(struct Block))) < 0 ||
	    (r = space_fill(SLOTS, limit * sizeof(uint32_t))) < 0 ||
	    (r = space_fill(DIRTY, 2 * limit * sizeof(uint32_t))) < 0)
		return r;
	return set_upcall_handler(T_PGFLT, fault);
}

static bool
present(uint32_t block)
{
	return space_mapped((uintptr_t)block_va(block));
}

/*
 * Which blocks are in use by what the server does just now.
 */

static void
hold(uint32_t block)
{
	held[next_held++ % CACHE_HELD] = block;
}

static bool
is_held(uint32_t block)
{
	for (int i = 0; i < CACHE_HELD; i++)
		if (held[i] == block)
			return true;
	return false;
}

/*
 * Frames: a new one, or another block's.
 */

/* May this block, which has a frame, lose it as soon as it is not held? */
static bool
is_idle(uint32_t block)
{
	return blocks[block].b_role != ROLE_FIXED && !block_has(block, B_DIRTY | B_LENT) &&
	       space_refs((uintptr_t)block_va(block)) == 1;
}

/* May it lose it now? */
static bool
can_go(uint32_t block)
{
	return is_idle(block) && !is_held(block);
}

/* Has the block's page been touched since this was asked last? */
static bool
was_touched(uint32_t block)
{
	void *va = block_va(block);

	if (!(uvpt[PGNUM(va)] & PTE_A))
		return false;
	/* Only the kernel can clear the bit; a page that is mapped anew has not been touched. */
	sys_page_map(0, va, 0, va, RW);
	return true;
}

/*
 * Exercise 5.4 (7 points): what is touched is there.
 *
 * choose_victim: go round the slots from hand on, at most twice, and return the number of the first
 * slot whose block can_go() and was not touched since the hand came by last: was_touched() tells,
 * and forgets it. -E_NO_MEM if there is none.
 * take_frame: give the block's page a frame, and the block a slot (invariant 1). As long as there
 * are fewer than limit slots, the frame is a new one, from the kernel. Otherwise, and if the kernel
 * has no more, it is that of a victim: map its page at the block's place as well, then unmap it
 * where it was; both in one sys_page_batch(). What the victim was is not B_CHECKED any more.
 * Returns 0; FRAME_USED if the frame is not full of zeros; or an error.
 * fault: the page at utf_fault_va was touched. If that is no block's, remove our own upcall for
 * T_PGFLT (sys_env_set_upcall() with 0) and return: it happens again, and the kernel says where.
 * Else fetch() it. If that fails, the program must not go on as if nothing had happened: when the
 * fault was in probe() (utf_eip is probe_load), go on at probe_done with the error in eax; else
 * panic().
 */
#define FRAME_USED 1

static int
choose_victim(void)
{
	/* EXERCISE 5.4 choose_victim */
	for (uint32_t tries = 2 * nslots; tries > 0; tries--) {
		hand = hand + 1 < nslots ? hand + 1 : 0;
		if (can_go(slots[hand]) && !was_touched(slots[hand]))
			return (int)hand;
	}
	return -E_NO_MEM;
	/* END EXERCISE 5.4 */
}

static int
take_frame(uint32_t block)
{
	/* EXERCISE 5.4 take_frame */
	void *va = block_va(block), *from;
	int slot, r = nslots < limit ? sys_page_alloc(0, va, RW) : -E_NO_MEM;

	if (r == 0) {
		slots[nslots] = block;
		blocks[block].b_slot = (uint16_t)nslots++;
		return 0;
	}
	if ((slot = choose_victim()) < 0)
		return slot;
	from = block_va(slots[slot]);
	r = sys_page_batch((struct PageOp[]){ { PAGEOP_MAP, 1, 0, from, 0, va, RW },
					      { PAGEOP_UNMAP, 1, 0, NULL, 0, from, 0 } },
			   2);
	if (r < 0)
		return r;
	block_clear(slots[slot], B_CHECKED);
	slots[slot] = block;
	blocks[block].b_slot = (uint16_t)slot;
	return FRAME_USED;
	/* END EXERCISE 5.4 */
}

/* Takes away the block's page and its slot, if it has them. */
static void
unmap(uint32_t block)
{
	uint32_t last;

	if (!present(block))
		return;
	last = slots[nslots - 1];
	slots[blocks[block].b_slot] = last;
	blocks[last].b_slot = blocks[block].b_slot;
	nslots--;
	sys_page_unmap(0, block_va(block));
}

/* Reads count blocks that are not there. On an error none of them is. */
static int
fetch(uint32_t block, uint32_t count)
{
	int r = 0;

	for (uint32_t i = 0; i < count && r >= 0; i++)
		r = take_frame(block + i);
	if (r >= 0) {
		disk_begin_read(block, block_va(block), count);
		r = disk_finish();
	}
	for (uint32_t i = 0; i < count && r < 0; i++)
		unmap(block + i);
	return r;
}

static void
fault(struct UTrapframe *utf)
{
	/* EXERCISE 5.4 fault */
	uint32_t block = (utf->utf_fault_va - CACHE) / PGSIZE;
	int r;

	if (utf->utf_fault_va < CACHE || block >= nblocks) {
		sys_env_set_upcall(0, T_PGFLT, 0);
		return;
	}
	if ((r = fetch(block, 1)) == 0)
		return;
	if (utf->utf_eip != (uintptr_t)probe_load)
		panic("block %u, which is in use, cannot be read again: %e", block, r);
	utf->utf_regs.reg_eax = (uint32_t)r;
	utf->utf_eip = (uintptr_t)probe_done;
	/* END EXERCISE 5.4 */
}

/*
 * What the layers above ask for.
 */

static bool
claim(uint32_t block, enum Role role)
{
	struct Block *b = &blocks[block];

	if (block >= nblocks)
		return false;
	if (b->b_role == ROLE_NONE && role >= ROLE_DIR)
		b->b_role = role;
	return b->b_role == role;
}

int
cache_get(uint32_t block, enum Role role, void **store)
{
	if (!claim(block, role))
		return -E_BAD_FS;
	hold(block);
	*store = block_va(block);
	return probe(*store);
}

/* How many of the count blocks from here on are not there. */
static uint32_t
absent_run(uint32_t block, uint32_t count)
{
	uint32_t n = 0;

	while (n < count && !present(block + n))
		n++;
	return n;
}

int
cache_get_run(uint32_t block, uint32_t count, enum Role role)
{
	for (uint32_t i = 0; i < count; i++) {
		if (!claim(block + i, role))
			return -E_BAD_FS;
		hold(block + i);
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t absent = absent_run(block + i, count - i);
		int r = absent ? fetch(block + i, absent) : 0;

		if (r < 0)
			return r;
		probe(block_va(block + i));
	}
	return 0;
}

int
cache_make(uint32_t block, enum Role role, void **store)
{
	int r;

	if (block >= nblocks || blocks[block].b_role != ROLE_NONE)
		return -E_BAD_FS;
	unmap(block);
	if ((r = take_frame(block)) < 0)
		return r;
	blocks[block].b_role = role;
	hold(block);
	*store = block_va(block);
	if (r == FRAME_USED)
		memset(*store, 0, PGSIZE);
	return 0;
}

void
cache_dirty(uint32_t block)
{
	if (!block_has(block, B_LISTED))
		cache_list[nlisted++] = block;
	block_set(block, B_DIRTY | B_LISTED);
}

bool
cache_spare(void)
{
	static uint32_t at; /* where one was found last */
	uint32_t n = limit - nslots;

	for (uint32_t tries = nslots; tries > 0 && n < CACHE_SPARE; tries--) {
		at = at + 1 < nslots ? at + 1 : 0;
		n += is_idle(slots[at]);
	}
	return n >= CACHE_SPARE;
}

void
cache_drop(uint32_t block)
{
	blocks[block].b_role = ROLE_NONE;
	block_clear(block, (uint8_t)~B_LISTED);
	if (nlisted > 0 && cache_list[nlisted - 1] == block) {
		block_clear(block, B_LISTED);
		nlisted--;
	}
	unmap(block);
}

uint32_t
cache_listed(void)
{
	return nlisted;
}

void
cache_unlist(void)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < nlisted; i++)
		if (block_has(cache_list[i], B_DIRTY))
			cache_list[kept++] = cache_list[i];
		else
			block_clear(cache_list[i], B_LISTED);
	nlisted = nlisted_before = kept;
}

bool
cache_changed(void)
{
	return nlisted != nlisted_before;
}

bool
cache_choked(void)
{
	return nlisted > nlisted_before + limit / 2 - DIRTIED_MAX;
}
