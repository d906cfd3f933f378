/* SPDX-License-Identifier: MIT */
/*
 * spawn.c - a program from a file. The kernel makes empty environments; what is in them is for
 * their parent to say. The parent's pages at UTEMP are where things are put together that are then
 * mapped in the child.
 */
#include <inc/elf.h>
#include <lib/fd.h>
#include <lib/pagebatch.h>
#include <lib/status.h>

#define USER_RW (PTE_P | PTE_U | PTE_W)

/* Pages at UTEMP. */
#define HEADER temp_page(0) /* the file's first page */
#define STACK temp_page(1)  /* the child's stack */
#define PIECE temp_page(2)  /* a piece of a segment */
#define PIECE_PAGES 64

#define SPAWNL_ARGS 15

/* A program may lie anywhere below what the library uses. */
#define PROGRAM_END 0xD0000000u

/*
 * The compiler is not to see which address this is: gcc takes one that it knows for the first of an
 * object, and warns of what is counted down from the end of a page, as from that of STACK.
 */
static inline char *
temp_page(int n)
{
	char *va = (char *)UTEMP + n * PGSIZE;

	__asm__("" : "+r"(va));
	return va;
}

/* Reads the file's header, and checks it. */
static int
read_header(int fd)
{
	const struct Elf *elf = (const struct Elf *)HEADER;
	struct Stat st;
	ssize_t n;
	int r;

	if ((r = fstat(fd, &st)) < 0)
		return r;
	n = readn(fd, HEADER, PGSIZE);
	if (n < 0)
		return n == -E_IS_DIR ? -E_NOT_EXEC : (int)n;
	/* elf_check() looks at the table of segments, and of that we have what is in this page. */
	if ((size_t)n < sizeof(*elf) || elf->e_phoff > (uint32_t)n ||
	    elf->e_phnum > ((uint32_t)n - elf->e_phoff) / sizeof(struct Proghdr))
		return -E_NOT_EXEC;
	return elf_check(elf, (size_t)st.st_size, PGSIZE, PROGRAM_END, false) ? -E_NOT_EXEC : 0;
}

/* Carries out an operation that has no source, on any number of pages. 1, or an error. */
static int
in_parts(struct PageOp op)
{
	int r = 1;

	for (uint32_t left = op.po_npages; left > 0 && r > 0; left -= op.po_npages) {
		op.po_npages = MIN(left, (uint32_t)PAGEOP_PAGES_MAX);
		r = sys_page_batch(&op, 1);
		op.po_dstva = (char *)op.po_dstva + op.po_npages * PGSIZE;
	}
	return r;
}

/* Carries out these operations, up to the first that fails. 0, or its error. */
static int
batch(const struct PageOp *ops, size_t n)
{
	for (int r; n > 0; ops += r, n -= (size_t)r) {
		r = ops->po_npages > PAGEOP_PAGES_MAX ? in_parts(*ops) : sys_page_batch(ops, n);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Reads n bytes, all of them. 0, or an error: -E_NOT_EXEC if the file has fewer. */
static int
read_whole(int fd, char *buf, size_t n)
{
	for (ssize_t r; n > 0; buf += r, n -= (size_t)r)
		if ((r = read(fd, buf, n)) <= 0)
			return r < 0 ? (int)r : -E_NOT_EXEC;
	return 0;
}

/*
 * Exercise 5.11 (8 points): spawn.
 *
 * load_piece: npages pages of the child from va on, which is the first address of a page, hold what
 * the segment has in the file for them, and zeros around that. Put them together at PIECE: allocate
 * the pages there (zeroed), read into the right place of them (seek(), read_whole()), map them in
 * the child with perm, and unmap them here. On an error return that, and leave what is at PIECE:
 * the caller sees to it.
 * load_segment: the pages that hold bytes of the file, by load_piece(), at most PIECE_PAGES at a
 * time; then those that are only p_memsz, allocated in the child at once. Writeable only if
 * p_flags says so. batch() carries out a list of page operations.
 */
static int
load_piece(envid_t child, int fd, const struct Proghdr *ph, uint32_t va, uint32_t npages, int perm)
{
	/* EXERCISE 5.11 load_piece */
	const struct PageOp fresh = { PAGEOP_ALLOC, npages, 0, NULL, 0, PIECE, USER_RW };
	const struct PageOp give[] = {
		{ PAGEOP_MAP, npages, 0, PIECE, child, (void *)va, perm },
		{ PAGEOP_UNMAP, npages, 0, NULL, 0, PIECE, 0 },
	};
	uint32_t from = MAX(va, ph->p_va), to = MIN(va + npages * PGSIZE, ph->p_va + ph->p_filesz);
	int r;

	if ((r = batch(&fresh, 1)) < 0 ||
	    (r = seek(fd, (off_t)(ph->p_offset + (from - ph->p_va)))) < 0 ||
	    (r = read_whole(fd, PIECE + (from - va), to - from)) < 0)
		return r;
	return batch(give, ARRAY_SIZE(give));
	/* END EXERCISE 5.11 */
}

static int
load_segment(envid_t child, int fd, const struct Proghdr *ph)
{
	/* EXERCISE 5.11 load_segment */
	int perm = PTE_P | PTE_U | (ph->p_flags & ELF_PROG_FLAG_WRITE ? PTE_W : 0);
	uint32_t va = ROUNDDOWN(ph->p_va, PGSIZE), end = ROUNDUP(ph->p_va + ph->p_memsz, PGSIZE);
	uint32_t file_end = ph->p_filesz > 0 ? ROUNDUP(ph->p_va + ph->p_filesz, PGSIZE) : va;
	uint32_t npages;
	int r;

	for (; va < file_end; va += npages * PGSIZE) {
		npages = MIN((file_end - va) / PGSIZE, (uint32_t)PIECE_PAGES);
		if ((r = load_piece(child, fd, ph, va, npages, perm)) < 0)
			return r;
	}
	return batch(&(struct PageOp){ PAGEOP_ALLOC, (end - va) / PGSIZE, 0, NULL, child,
				       (void *)va, perm },
		     1);
	/* END EXERCISE 5.11 */
}

/*
 * Exercise 5.11, continued: make the child's stack, one page, in which its arguments lie.
 *
 * make_stack: from *esp up to USTACKTOP lie argc, argv, the pointers argv[0] to argv[argc] of which
 * the last is null, and the texts. Pointers hold what the child is to see: addresses in its page,
 * not in ours at STACK. -E_INVAL if all that is more than a page.
 */
static int
make_stack(envid_t child, const char *const argv[], uintptr_t *esp)
{
	/* EXERCISE 5.11 make_stack */
	const uintptr_t base = USTACKTOP - PGSIZE;
	const struct PageOp give[] = {
		{ PAGEOP_MAP, 1, 0, STACK, child, (void *)base, USER_RW },
		{ PAGEOP_UNMAP, 1, 0, NULL, 0, STACK, 0 },
	};
	uint32_t argc = 0, bytes = 0;
	uint32_t *words;
	char *text;
	int r;

	for (; argv[argc] && bytes < PGSIZE; argc++)
		bytes += strnlen(argv[argc], PGSIZE) + 1;
	bytes = ROUNDUP(bytes, sizeof(uint32_t)) + (3 + argc) * sizeof(uint32_t);
	if (bytes > PGSIZE)
		return -E_INVAL;
	if ((r = sys_page_alloc(0, STACK, USER_RW)) < 0)
		return r;
	*esp = USTACKTOP - bytes;
	words = (uint32_t *)(STACK + (*esp - base));
	text = (char *)(words + 3 + argc);
	*words++ = argc;
	*words = *esp + 2 * sizeof(uint32_t);
	for (uint32_t i = 0; i < argc; i++) {
		*++words = base + (uintptr_t)(text - STACK);
		text += strlcpy(text, argv[i], PGSIZE) + 1;
	}
	return batch(give, ARRAY_SIZE(give));
	/* END EXERCISE 5.11 */
}

/*
 * Exercise 5.11, continued: the program, whose header lies checked at HEADER.
 *
 * load: loads each segment (elf_proghdrs()) of type ELF_PROG_LOAD, makes the stack, and sets the
 * child's registers (sys_env_set_trapframe()): those that it has, in env_tf of its entry in envs[],
 * but for eip (e_entry) and esp.
 */
static int
load(envid_t child, int fd, const char *const argv[])
{
	/* EXERCISE 5.11 load */
	const struct Elf *elf = (const struct Elf *)HEADER;
	const struct Proghdr *ph = elf_proghdrs(elf);
	struct Trapframe tf = envs[ENVX(child)].env_tf;
	int r;

	for (int i = 0; i < elf->e_phnum; i++)
		if (ph[i].p_type == ELF_PROG_LOAD && (r = load_segment(child, fd, &ph[i])) < 0)
			return r;
	if ((r = make_stack(child, argv, &tf.tf_esp)) < 0)
		return r;
	tf.tf_eip = elf->e_entry;
	return sys_env_set_trapframe(child, &tf);
	/* END EXERCISE 5.11 */
}

/* The child gets descriptors: the caller's, but for except; or only fds[0..2] as its 0 to 2. */
static int
give_descriptors(envid_t child, const int *fds, int except)
{
	struct Fd *fd;
	int r = 0;

	for (int num = 0; num < (fds ? 3 : NFD) && r == 0; num++)
		if ((fd = fd_find(fds ? fds[num] : num)) && (fds || num != except))
			r = fd_share(fd, child, num2fd(num));
	return r;
}

/* What else of the library's pages a child has, as far as its parent has them. */
static int
give_pages(envid_t child, bool in_front)
{
	static const uintptr_t given[] = { STATUS, CWD, TERMINAL };
	struct PageBatch all = { .n = 0 };

	for (size_t i = 0; i < ARRAY_SIZE(given); i++) {
		void *va = (void *)given[i];

		if (libos_mapped(given[i]) && (in_front || given[i] != TERMINAL))
			pagebatch_add(&all, &(struct PageOp){ PAGEOP_MAP, 1, 0, va, child, va,
							      (int)uvpt[PGNUM(va)] & PTE_SYSCALL });
	}
	return pagebatch_finish(&all);
}

/* The last part of a path. */
static const char *
last_part(const char *path)
{
	const char *slash;

	while (*(slash = strfind(path, '/')) != '\0')
		path = slash + 1;
	return path;
}

/* Makes the child of a file that is open, and lets it run. */
static envid_t
start(int fd, const char *path, const char *const argv[], const int *fds, bool in_front)
{
	envid_t child;
	int r;

	if ((r = read_header(fd)) < 0)
		return r;
	child = sys_exofork();
	if (child < 0)
		return child;
	if ((r = load(child, fd, argv)) < 0 || (r = give_pages(child, in_front)) < 0 ||
	    (r = give_descriptors(child, fds, fd)) < 0 ||
	    (r = sys_env_set_name(child, last_part(path))) < 0 ||
	    (r = sys_env_set_status(child, ENV_RUNNABLE)) < 0) {
		sys_env_destroy(child);
		return r;
	}
	return child;
}

static envid_t
spawn_from(const char *path, const char *const argv[], const int *fds, bool in_front)
{
	int fd = open(path, O_RDONLY);
	envid_t child = fd;

	if (fd < 0)
		return fd;
	if ((child = status_prepare()) == 0 && (child = sys_page_alloc(0, HEADER, USER_RW)) == 0)
		child = start(fd, path, argv, fds, in_front);
	batch(&(struct PageOp){ PAGEOP_UNMAP, child < 0 ? 2 + PIECE_PAGES : 1, 0, NULL, 0, HEADER,
				0 },
	      1);
	close(fd);
	return child;
}

envid_t
spawn(const char *path, const char *const argv[])
{
	return spawn_from(path, argv, NULL, true);
}

envid_t
spawn_with(const char *path, const char *const argv[], const int fds[3], bool in_front)
{
	return spawn_from(path, argv, fds, in_front);
}

envid_t
spawnl(const char *path, const char *arg0, ...)
{
	const char *argv[SPAWNL_ARGS + 1] = { arg0 };
	va_list ap;

	va_start(ap, arg0);
	for (int argc = 1; argv[argc - 1]; argc++) {
		if (argc > SPAWNL_ARGS) {
			va_end(ap);
			return -E_INVAL;
		}
		argv[argc] = va_arg(ap, const char *);
	}
	va_end(ap);
	return spawn(path, argv);
}
