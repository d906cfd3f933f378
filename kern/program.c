/* SPDX-License-Identifier: MIT */
/*
 * program.c - from an ELF image to an environment that runs it.
 */
#include <inc/elf.h>
#include <inc/error.h>
#include <inc/stdio.h>
#include <inc/string.h>
#include <kern/archive.h>
#include <kern/env.h>
#include <kern/envstatus.h>
#include <kern/program.h>

/* Maps a fresh zeroed page at va, with perm. Returns it, or null if there is no memory. */
static struct PageInfo *
map_new_page(struct Env *e, uintptr_t va, int perm)
{
	struct PageInfo *pp;

	/* LAB 4 */
	lock(&memory_lock);
	/* END LAB 4 */
	pp = page_alloc(ALLOC_ZERO);
	if (pp && page_insert(e->env_pgdir, pp, (void *)va, perm) < 0) {
		page_free(pp);
		pp = NULL;
	}
	/* LAB 4 */
	if (pp)
		pp->pp_owner = e->env_id;
	unlock(&memory_lock);
	/* END LAB 4 */
	return pp;
}

/*
 * Exercise 3.4 (12 points): load a segment.
 *
 * elf_check() has accepted the segment, so its pages hold nothing else. Map a new page
 * (map_new_page) for each page that [p_va, p_va + p_memsz) touches: PTE_U, and PTE_W if p_flags
 * says so. Copy the p_filesz bytes that the image has at p_offset; the rest must read as zeros.
 * The environment's address space is not in use: write through page2kva(). Returns 0, or
 * -E_NO_MEM; what is mapped by then goes with the environment.
 */
static int
load_segment(struct Env *e, const uint8_t *image, const struct Proghdr *ph)
{
	/* EXERCISE 3.4 load_segment */
	int perm = PTE_U | (ph->p_flags & ELF_PROG_FLAG_WRITE ? PTE_W : 0);
	uint32_t done = 0;

	while (done < ph->p_memsz) {
		uint32_t va = ph->p_va + done;
		uint32_t in_page = MIN(ph->p_memsz - done, (uint32_t)(PGSIZE - PGOFF(va)));
		struct PageInfo *pp = map_new_page(e, ROUNDDOWN(va, PGSIZE), perm);

		if (!pp)
			return -E_NO_MEM;
		if (done < ph->p_filesz)
			memcpy((uint8_t *)page2kva(pp) + PGOFF(va), image + ph->p_offset + done,
			       MIN(in_page, ph->p_filesz - done));
		done += in_page;
	}
	return 0;
	/* END EXERCISE 3.4 */
}

/* Fills an environment's address space from an image that elf_check() accepted. */
static int
load_image(struct Env *e, const uint8_t *image)
{
	const struct Elf *elf = (const struct Elf *)image;
	const struct Proghdr *ph = elf_proghdrs(image);
	int r;

	for (int i = 0; i < elf->e_phnum; i++)
		if (ph[i].p_type == ELF_PROG_LOAD && (r = load_segment(e, image, &ph[i])) < 0)
			return r;
	if (!map_new_page(e, USTACKTOP - PGSIZE, PTE_U | PTE_W))
		return -E_NO_MEM;
	e->env_tf.tf_eip = elf->e_entry;
	return 0;
}

/* Finds the program and checks it. */
static int
find_image(const char *name, const void **image)
{
	struct TarMember program;
	const char *reason;
	int r = archive_program(name, &program);

	if (r < 0) {
		cprintf("cannot start %s: %s\n", name,
			r == -E_NOT_FOUND ? "the archive has no such program"
					  : "the archive is damaged");
		return r;
	}
	reason = elf_check(program.tm_data, program.tm_size, PGSIZE, USTACKTOP - PGSIZE, false);
	if (reason) {
		cprintf("cannot start %s: %s\n", name, reason);
		return -E_NOT_EXEC;
	}
	*image = program.tm_data;
	return 0;
}

int
program_start(const char *name, envid_t parent_id, struct Env **store)
{
	const void *image;
	struct Env *e;
	int r;

	if ((r = find_image(name, &image)) < 0)
		return r;
	if ((r = env_alloc(&e, parent_id)) < 0) {
		cprintf("cannot start %s: %e\n", name, r);
		return r;
	}
	strlcpy(e->env_name, name, sizeof(e->env_name));
	if ((r = load_image(e, image)) < 0) {
		cprintf("cannot start %s: %e\n", name, r);
		env_destroy(e);
		return r;
	}
	/* LAB 4 */
	lock(&sched_lock);
	/* END LAB 4 */
	env_set_status(e, ENV_RUNNABLE);
	/* LAB 4 */
	unlock(&sched_lock);
	/* END LAB 4 */
	*store = e;
	return 0;
}
