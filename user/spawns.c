/* SPDX-License-Identifier: MIT */
/*
 * spawns - starts /bin/spawned in several ways, and what is no program. Start it after parts and
 * fs. Must be seen: what user/spawned.c says, and how each went.
 * It has a spawn() of its own, in which an operation on pages may fail, and whose child may be kept
 * from running.
 */
#include <inc/elf.h>
#include <lib/fd.h>
#include <lib/pagebatch.h>
#include <lib/status.h>

static int try_alloc(envid_t env, void *va, int perm);
/* Who works with batches has no need of it. */
static __attribute__((unused)) int try_map(envid_t srcenv, void *srcva, envid_t dstenv, void *dstva,
					   int perm);
static int try_batch(const struct PageOp *ops, size_t n);
static int may_run(envid_t env, int status);

#define sys_page_alloc try_alloc
#define sys_page_map try_map
#define sys_page_batch try_batch
#define sys_env_set_status may_run
#include <lib/spawn.c>
#undef sys_page_alloc
#undef sys_page_map
#undef sys_page_batch
#undef sys_env_set_status
#include <user/frames.h>
#include <user/hashes.h>

static const char *const look[] = { "spawned", "look", "7", "", "two words", NULL };
static const char *const read_it[] = { "spawned", "read", "0", NULL };
static const char *const crash[] = { "spawned", "crash", NULL };
static const char *const panics[] = { "spawned", "panic", NULL };
static const char *const nothing[] = { "spawned", NULL };

static int still_well = -1; /* so many operations go well, and then one does not; below 0: all do */
static bool kept;	    /* what spawn() makes does not run */

static bool
fails(size_t npages)
{
	return npages > 0 && still_well-- == 0;
}

static int
try_alloc(envid_t env, void *va, int perm)
{
	return fails(1) ? -E_NO_MEM : sys_page_alloc(env, va, perm);
}

static int
try_map(envid_t srcenv, void *srcva, envid_t dstenv, void *dstva, int perm)
{
	return fails(1) ? -E_NO_MEM : sys_page_map(srcenv, srcva, dstenv, dstva, perm);
}

static int
try_batch(const struct PageOp *ops, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (ops[i].po_kind == PAGEOP_UNMAP || !fails(ops[i].po_npages))
			continue;
		if (i == 0)
			return -E_NO_MEM;
		still_well = 0; /* it is tried again as the first */
		return sys_page_batch(ops, i);
	}
	return sys_page_batch(ops, n);
}

static int
may_run(envid_t env, int status)
{
	return kept ? 0 : sys_env_set_status(env, status);
}

static int
run(const char *const argv[])
{
	return wait_status(must(spawn("/bin/spawned", argv)));
}

/* A file of which some was read, and a pipe. */
static void
hand_on(void)
{
	int fd[2], file = must(open("/data", O_RDONLY));
	char word[16] = "";

	must(dup(file, 4));
	must(read(4, word, 5));
	must(pipe(fd));
	must(dup(fd[1], 5));
	close(fd[1]);
	report("read_went %d", run(read_it));
	must(read(4, word, 5));
	report("next [%s]", word);
	close(5);
	memset(word, 0, sizeof(word));
	report("piped %d", readn(fd[0], word, sizeof(word) - 1));
	report("through [%s]", word);
	close(fd[0]);
	close(4);
	close(file);
}

/* Has each operation on pages fail, one in each spawn(). How often spawn() did not say so? */
static int
count_ignored(void)
{
	int ignored = 0;

	kept = true;
	for (int n = 0;; n++) {
		envid_t child;

		still_well = n;
		child = spawn("/odd", nothing);
		if (child > 0)
			sys_env_destroy(child);
		if (still_well >= 0)
			break;
		ignored += child != -E_NO_MEM;
	}
	still_well = -1;
	kept = false;
	return ignored;
}

/* Arguments that take the whole stack, so that the child could not run. Returns 0 or an error. */
static int
fill_stack(void)
{
	static char argument[PGSIZE - 4 * sizeof(uint32_t)];
	const char *const argv[] = { argument, NULL };
	envid_t child;

	memset(argument, 'x', sizeof(argument) - 1);
	kept = true;
	child = spawn("/odd", argv);
	kept = false;
	return child < 0 ? child : sys_env_destroy(child);
}

static void
refuse(void)
{
	static char long_argument[PGSIZE], less_long[PGSIZE];
	const char *const too_long[] = { "spawned", long_argument, NULL };
	const char *const just_too_long[] = { "spawned", less_long, NULL };
	static const char *const files[] = { "/missing", "/data", "/empty", "/cut",   "/text_cut",
					     "/lies",	 "/far",  "/bin",   "/large", "/broken" };
	uint32_t before;

	memset(long_argument, 'x', sizeof(long_argument) - 1);
	/* The texts are less than a page, but not with what points to them. */
	memset(less_long, 'x', sizeof(less_long) - 16);
	/* What the file server keeps in memory of these files, it keeps from the first time on. */
	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		report("start%s %d", files[i], spawn(files[i], nothing));
	before = count_free_frames();
	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		spawn(files[i], nothing);
	report("ignored %d", count_ignored());
	report("just_fits %d", fill_stack());
	report("too_long %d", spawn("/bin/spawned", too_long));
	report("just_too_long %d", spawn("/bin/spawned", just_too_long));
	report("lost %d", (int)(before - count_free_frames()));
}

/* How much is mapped where things are put together. */
static int
count_mapped(void)
{
	int n = 0;

	if (!(uvpd[PDX(UTEMP)] & PTE_P))
		return 0;
	for (uint32_t i = 0; i < NPTENTRIES; i++)
		n += (uvpt[PGNUM((uintptr_t)UTEMP) + i] & PTE_P) != 0;
	return n;
}

void
umain(int argc, char **argv)
{
	struct Stat st;

	report("look_went %d", run(look));
	/* That one has no library, and no last word. */
	wait(must(spawn("/odd", nothing)));
	hand_on();
	report("crash_went %d", run(crash));
	report("panic_went %d", run(panics));
	report("nothing_went %d", run(nothing));
	report("left_mapped %d", count_mapped());
	refuse();
	/* Nothing of all that is left here. */
	report("left_open %d", fstat(0, &st) == 0);
	report("done 1");
}
