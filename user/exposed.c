/* SPDX-License-Identifier: MIT */
/*
 * exposed - reads everything that the kernel shows, without one system call: exposed information.
 * Must be seen: the four lines; the counts agree with the monitor.
 */
#include <user/frames.h>
#include <user/test.h>

static uint32_t
count_envs(void)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < kerninfo.ki_nenvs; i++)
		n += envs[i].env_status != ENV_FREE;
	return n;
}

/* What this program has mapped itself. A page table exists only if its directory entry does. */
static uint32_t
count_mapped_pages(void)
{
	uint32_t n = 0;

	for (uintptr_t va = 0; va < UTOP; va += PGSIZE) {
		if (!(uvpd[PDX(va)] & PTE_P))
			va += PTSIZE - PGSIZE;
		else
			n += uvpt[PGNUM(va)] & PTE_P;
	}
	return n;
}

void
umain(int argc, char **argv)
{
	ppn_t text = PGNUM(PTE_ADDR(uvpt[PGNUM(umain)]));

	report("exposed: %u frames, %u free", kerninfo.ki_nframes, count_free_frames());
	report("exposed: %u environments alive, I am %08x in slot %d", count_envs(),
	       thisenv->env_id, ENVX(thisenv->env_id));
	report("exposed: umain lies in frame %u, which has %u mapping(s)", text,
	       pages[text].pp_ref);
	report("exposed: %u pages are mapped below UTOP", count_mapped_pages());
}
