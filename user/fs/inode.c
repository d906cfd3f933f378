/* SPDX-License-Identifier: MIT */
/*
 * inode.c - inodes, and the way from a place in a file to a block (Internal Layout, "Inode Table").
 *
 * On the disk a file changes from one state to the next by one write, that of its inode: a block of
 * pointers that the disk knows is never changed; a copy takes its place (lead()). There is one
 * exception: a file can be cut although the disk is full (copy_pointers()).
 */
#include <user/fs/alloc.h>
#include <user/fs/cache.h>
#include <user/fs/inode.h>

#define SECTORS (PGSIZE / SECTSIZE) /* i_blocks of one block */
#define STEPS_MAX 3

int
inode_init(void)
{
	return space_fill(INODES, fs.ninodes);
}

int
inode_at(uint32_t ino, struct Ext2Inode **store)
{
	uint32_t i = (ino - 1) % fs.inodes_per_group;
	uint8_t *page;
	int r;

	if (ino == 0 || ino > fs.ninodes)
		return -E_BAD_FS;
	r = cache_get(fs.groups[group_of_inode(ino)].bg_inode_table + i / fs.inodes_per_block,
		      ROLE_ITABLE, (void **)&page);
	*store = (struct Ext2Inode *)(page + i % fs.inodes_per_block * fs.inode_size);
	return r;
}

/* Does this server know how to go on from what the inode says? */
static bool
in_order(const struct Ext2Inode *ip)
{
	if (ip->i_links_count == 0 || (ip->i_flags & (EXT2_EXTENTS_FL | EXT2_INLINE_DATA_FL)))
		return false;
	if (!inode_is_dir(ip))
		return true;
	return ip->i_size > 0 && ip->i_size % PGSIZE == 0 && ip->i_size <= FILE_SIZE_MAX;
}

int
inode_get(uint32_t ino, struct Ext2Inode **store)
{
	int r;

	if (ino != EXT2_ROOT_INO && ino < fs.first_ino)
		return -E_BAD_FS;
	if ((r = inode_at(ino, store)) < 0)
		return r;
	if (!in_order(*store))
		return -E_BAD_FS;
	/* Only files larger than ours have a high half. */
	if (inode_is_file(*store) && ((*store)->i_size_high || (*store)->i_size > FILE_SIZE_MAX))
		return -E_NOT_SUPP;
	return 0;
}

void
inode_dirty(struct Ext2Inode *ip)
{
	cache_dirty(block_at(ip));
}

int
inode_new(uint32_t dir, uint16_t mode, uint32_t *store)
{
	bool is_dir = (mode & EXT2_S_IFMT) == EXT2_S_IFDIR;
	struct Ext2Inode *ip;
	uint32_t ino;
	int r;

	for (;;) {
		if ((r = ino_alloc(group_of_inode(dir), is_dir, &ino)) < 0)
			return r;
		if ((r = inode_at(ino, &ip)) < 0) {
			ino_free(ino, is_dir);
			return r;
		}
		if (ip->i_links_count == 0)
			break;
		/* It is not free, as its bit says: that stays set. */
		fs.doubtful = true;
	}
	memset(ip, 0, fs.inode_size);
	ip->i_mode = mode;
	ip->i_atime = ip->i_ctime = ip->i_mtime = fs.now;
	inode_state[ino - 1] = I_NEW;
	inode_dirty(ip);
	*store = ino;
	return 0;
}

int
inode_name(uint32_t ino)
{
	struct Ext2Inode *ip;
	int r = inode_at(ino, &ip);

	if (r < 0)
		return r;
	if (ip->i_links_count >= EXT2_LINK_MAX)
		return -E_NOT_SUPP;
	ip->i_links_count++;
	inode_dirty(ip);
	return 0;
}

int
inode_unname(uint32_t ino)
{
	struct Ext2Inode *ip;
	int r = inode_at(ino, &ip);

	if (r < 0)
		return r;
	if (ip->i_links_count == 0)
		return -E_BAD_FS;
	if ((inode_state[ino - 1] & I_TAKEN) == I_TAKEN)
		return -E_NOT_YET;
	inode_state[ino - 1]++;
	ip->i_links_count--;
	if (ip->i_links_count == 0)
		ip->i_dtime = fs.now;
	inode_dirty(ip);
	return 0;
}

void
inode_delete(uint32_t ino)
{
	struct Ext2Inode *ip;
	bool is_dir;

	if (inode_at(ino, &ip) < 0) {
		fs.doubtful = true;
		return;
	}
	/* As it is dirty, it stays in the cache. */
	inode_dirty(ip);
	is_dir = inode_is_dir(ip);
	inode_cut(ino, 0, is_dir ? ROLE_DIR : ROLE_DATA);
	if (inode_state[ino - 1] & I_NEW) {
		memset(ip, 0, fs.inode_size);
		inode_state[ino - 1] = 0;
		ino_free(ino, is_dir);
	} else {
		ip->i_size = 0;
		inode_state[ino - 1] |= I_GONE;
	}
}

/*
 * Exercise 5.5 (7 points): from a place in a file to a block.
 *
 * steps_to: how one comes from an inode to block number n of its file. index[0] is the index in
 * i_block, index[1] that in the block of pointers found there, index[2] that in the next; as many
 * as are needed. Returns how many: 1, 2 or 3; or 0 if number n is beyond the last that two levels
 * of pointers reach.
 * inode_run: user/fs/inode.h says what it does. A pointer that is 0 is a hole; where a block of
 * pointers is missing, all to which it would lead are. A run ends at the latest where the pointers
 * that lie side by side do: in i_block with the direct ones, in a block of pointers with the last.
 * A block of pointers is got by cache_get(), with its role: that refuses a block that the partition
 * does not have, here and to whoever asks for what is stored. -E_BAD_FS if n is beyond all levels.
 */
static uint32_t
steps_to(uint32_t n, uint32_t *index)
{
	/* EXERCISE 5.5 steps_to */
	if (n < EXT2_NDIRECT) {
		index[0] = n;
		return 1;
	}
	n -= EXT2_NDIRECT;
	if (n < EXT2_POINTERS) {
		index[0] = EXT2_IND;
		index[1] = n;
		return 2;
	}
	n -= EXT2_POINTERS;
	if (n < EXT2_POINTERS * EXT2_POINTERS) {
		index[0] = EXT2_DIND;
		index[1] = n / EXT2_POINTERS;
		index[2] = n % EXT2_POINTERS;
		return 3;
	}
	return 0;
	/* END EXERCISE 5.5 */
}

int
inode_run(struct Ext2Inode *ip, uint32_t n, uint32_t max, uint32_t *store)
{
	/* EXERCISE 5.5 inode_run */
	uint32_t index[STEPS_MAX], steps = steps_to(n, index), last, left, count;
	uint32_t *pointers = ip->i_block;

	if (steps == 0)
		return -E_BAD_FS;
	last = index[steps - 1];
	left = MIN(max, (steps == 1 ? EXT2_NDIRECT : EXT2_POINTERS) - last);
	for (uint32_t i = 0; i < steps - 1; i++) {
		uint32_t next = pointers[index[i]];
		int r;

		if (next == 0) {
			*store = 0;
			return (int)left;
		}
		if ((r = cache_get(next, ROLE_POINTERS, (void **)&pointers)) < 0)
			return r;
	}
	*store = pointers[last];
	for (count = 1; count < left; count++)
		if (pointers[last + count] != (*store ? *store + count : 0))
			break;
	return (int)count;
	/* END EXERCISE 5.5 */
}

/* Where a new block number n of the file had best lie: behind the one before it. */
static uint32_t
goal_of(uint32_t ino, struct Ext2Inode *ip, uint32_t n)
{
	uint32_t before;

	if (n > 0 && inode_run(ip, n - 1, 1, &before) > 0 && before != 0)
		return before + 1;
	return group_first_block(group_of_inode(ino));
}

/* The blocks of pointers on the way to number n of a file: as they are, and as they shall be. */
struct Way {
	uint32_t steps;
	uint32_t index[STEPS_MAX];
	uint32_t kept;		   /* so many of them can have pointers added: the first */
	uint32_t *from[STEPS_MAX]; /* the others: what they hold now, null if they are missing; */
	uint32_t old[STEPS_MAX];   /* their numbers now, or 0, */
	uint32_t *last;		   /* and what points to the first of them */
};

static int
find_way(uint32_t n, struct Ext2Inode *ip, struct Way *way)
{
	uint32_t *pointers = ip->i_block;

	way->steps = steps_to(n, way->index);
	way->kept = 0;
	way->last = pointers;
	if (way->steps == 0)
		return -E_NO_DISK;
	for (uint32_t i = 0; i < way->steps - 1; i++) {
		int r;

		way->old[i] = pointers ? pointers[way->index[i]] : 0;
		pointers = NULL;
		if (way->old[i]) {
			r = cache_get(way->old[i], ROLE_POINTERS, (void **)&pointers);
			if (r < 0)
				return r;
			if (block_has(way->old[i], B_NEW)) {
				way->kept = i + 1;
				way->last = pointers;
			}
		}
		way->from[i] = pointers;
	}
	return 0;
}

/*
 * Has the cache make n blocks: all, or none, and then they are free again. The last has this role.
 */
static int
make_blocks(const uint32_t *got, uint32_t n, enum Role role, uint32_t **made)
{
	for (uint32_t i = 0; i < n; i++) {
		int r = cache_make(got[i], i < n - 1 ? ROLE_POINTERS : role, (void **)&made[i]);

		if (r == 0)
			continue;
		for (uint32_t j = 0; j < n; j++)
			blocks_free(got[j], 1, blocks[got[j]].b_role);
		return r;
	}
	return 0;
}

/*
 * Leads the way through the n blocks got[], which lie at made[], behind those that are kept. One of
 * pointers gets what was in the one that it replaces, which is freed.
 */
static void
lead(struct Ext2Inode *ip, struct Way *way, const uint32_t *got, uint32_t **made, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t step = way->kept + i;

		way->last[way->index[step]] = got[i];
		way->last = made[i];
		cache_dirty(got[i]);
		ip->i_blocks += SECTORS;
		if (step == way->steps - 1 || !way->old[step])
			continue;
		memcpy(made[i], way->from[step], PGSIZE);
		blocks_free(way->old[step], 1, ROLE_POINTERS);
		ip->i_blocks -= SECTORS;
	}
	inode_dirty(ip);
}

int
inode_fill(uint32_t ino, uint32_t n, enum Role role, uint32_t *store)
{
	uint32_t got[STEPS_MAX], *made[STEPS_MAX], needed;
	struct Ext2Inode *ip;
	struct Way way;
	int r;

	if ((r = inode_at(ino, &ip)) < 0 || (r = find_way(n, ip, &way)) < 0)
		return r;
	needed = way.steps - way.kept;
	if ((r = blocks_alloc(goal_of(ino, ip, n), needed, got)) < 0 ||
	    (r = make_blocks(got, needed, role, made)) < 0)
		return r;
	lead(ip, &way, got, made, needed);
	*store = got[needed - 1];
	return 0;
}

/*
 * A file is to be cut before what lies at the end of this way. How many blocks of pointers on it,
 * behind those that are kept, stay because something comes before that place?
 */
static uint32_t
count_staying(const struct Way *way)
{
	uint32_t n = 0;
	bool before = false;

	for (uint32_t i = way->steps - 1; i > way->kept && n == 0; i--) {
		before |= way->index[i] > 0;
		if (before && way->old[i - 1])
			n = i - way->kept;
	}
	return n;
}

/* Is there anything to be cut in the first n of them? */
static bool
any_to_cut(const struct Way *way, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		const uint32_t *from = way->from[way->kept + i];
		/* To the next one leads a pointer that stays. */
		uint32_t first = way->index[way->kept + i + 1] + (i < n - 1);

		for (uint32_t j = first; j < EXT2_POINTERS; j++)
			if (from[j] != 0)
				return true;
	}
	return false;
}

/*
 * Blocks of pointers that the disk knows, and that lose some of theirs when the file is cut before
 * number n, are replaced by copies. If there is no room for these, they are changed where they are:
 * after a stop in the midst of that, the file has holes, and e2fsck -p counts its blocks anew.
 */
static void
copy_pointers(uint32_t ino, struct Ext2Inode *ip, uint32_t n)
{
	uint32_t got[STEPS_MAX], *made[STEPS_MAX], staying;
	struct Way way;

	if (find_way(n, ip, &way) < 0)
		return;
	staying = count_staying(&way);
	if (any_to_cut(&way, staying) && blocks_alloc(goal_of(ino, ip, n), staying, got) == 0 &&
	    make_blocks(got, staying, ROLE_POINTERS, made) == 0)
		lead(ip, &way, got, made, staying);
}

/* A file that is cut. */
struct Cut {
	uint32_t keep;	/* so many of its blocks stay */
	uint32_t freed; /* so many were freed, those of pointers included */
	enum Role role;
};

/* To so many blocks of a file a pointer leads, by how many levels it is above them. */
static const uint32_t spans[] = { 1, EXT2_POINTERS, EXT2_POINTERS *EXT2_POINTERS };

/*
 * The count pointers here lead, over so many levels, to the blocks of the file from number first
 * on. Frees what is to be freed of them. Where the pointers are is dirty, and so stays in the
 * cache, however many other blocks it takes.
 */
static void
cut_pointers(struct Cut *cut, uint32_t *pointers, uint32_t count, uint32_t level, uint32_t first)
{
	uint32_t i = cut->keep > first ? (cut->keep - first) / spans[level] : 0;

	for (first += i * spans[level]; i < count; i++, first += spans[level]) {
		uint32_t *below, block = pointers[i];

		if (block == 0)
			continue;
		if (level > 0 && cache_get(block, ROLE_POINTERS, (void **)&below) == 0) {
			cache_dirty(block);
			cut_pointers(cut, below, EXT2_POINTERS, level - 1, first);
		} else if (level > 0) {
			fs.doubtful = true;
		}
		if (first < cut->keep)
			continue;
		blocks_free(block, 1, level > 0 ? ROLE_POINTERS : cut->role);
		pointers[i] = 0;
		cut->freed++;
	}
}

int
inode_cut(uint32_t ino, uint32_t n, enum Role role)
{
	struct Cut cut = { n, 0, role };
	struct Ext2Inode *ip;
	uint32_t block;
	int r;

	if ((r = inode_at(ino, &ip)) < 0)
		return r;
	/* What stays behind in a block of pointers must be readable before anything is done. */
	if (n > 0 && (r = inode_run(ip, n - 1, 1, &block)) < 0)
		return r;
	inode_dirty(ip);
	copy_pointers(ino, ip, n);
	cut_pointers(&cut, ip->i_block, EXT2_NDIRECT, 0, 0);
	cut_pointers(&cut, &ip->i_block[EXT2_IND], 1, 1, EXT2_NDIRECT);
	cut_pointers(&cut, &ip->i_block[EXT2_DIND], 1, 2, EXT2_NDIRECT + EXT2_POINTERS);
	ip->i_blocks -= MIN(ip->i_blocks, cut.freed * SECTORS);
	return 0;
}
