/* SPDX-License-Identifier: MIT */
/*
 * status.c - how a child went.
 */
#include <lib/parts.h>
#include <lib/status.h>

int
status_prepare(void)
{
	return libos_mapped(STATUS) ? 0 : sys_page_alloc(0, (void *)STATUS, FD_SHARED);
}

int
status_fork(void)
{
	return status_prepare();
}

/* What env has said; the last words first, since that is where it will be. */
static int
said(envid_t env)
{
	const struct Ends *ends = (const struct Ends *)STATUS;
	uint32_t count;

	if (!libos_mapped(STATUS))
		return EXIT_CRASHED;
	count = ends->e_count;
	for (uint32_t n = 1; n <= NENDS; n++) {
		const struct End *end = &ends->e_last[(count - n) % NENDS];

		if (end->env == env)
			return end->status;
	}
	return EXIT_CRASHED;
}

int
wait_status(envid_t child)
{
	wait(child);
	return said(child);
}
