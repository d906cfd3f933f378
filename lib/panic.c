/* SPDX-License-Identifier: MIT */
/*
 * panic.c - how a program stops itself: where, why, and through which calls it came there.
 */
#include <inc/backtrace.h>
#include <inc/lib.h>

static bool
readable(uintptr_t va)
{
	return va < ULIM && (uvpd[PDX(va)] & PTE_P) && (uvpt[PGNUM(va)] & PTE_P) &&
	       (uvpt[PGNUM(va)] & PTE_U);
}

/* Copies n bytes at addr to buf. Returns false if the program may not read all of them. */
static bool
read_checked(void *ctx, uint32_t addr, void *buf, size_t n)
{
	USED(ctx);
	if (n == 0)
		return true;
	if (addr + n < addr || addr + n > ULIM)
		return false;
	for (uintptr_t va = ROUNDDOWN(addr, PGSIZE); va < addr + n; va += PGSIZE)
		if (!readable(va))
			return false;
	memcpy(buf, (const void *)addr, n);
	return true;
}

static void
print_message(const char *what, const char *file, int line, const char *fmt, va_list ap)
{
	char message[256];

	vsnprintf(message, sizeof(message), fmt, ap);
	cprintf("[%08x] %s: %s at %s:%d: %s\n", thisenv->env_id, binaryname, what, file, line,
		message);
}

void
_warn(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print_message("warning", file, line, fmt, ap);
	va_end(ap);
}

void
_panic(const char *file, int line, const char *fmt, ...)
{
	static const struct LineSource own = { .ls_table = ULINES, .ls_read = read_checked };
	const uint32_t *frame = __builtin_frame_address(0);
	va_list ap;

	va_start(ap, fmt);
	print_message("panic", file, line, fmt, ap);
	va_end(ap);
	/* The return address may belong to the next function, since nothing returns there. */
	backtrace_walk(&own, frame[1] - 1, frame[0]);
	/* LAB 5 */
	/* Without a word: exit() would say that all went well. */
	sys_env_destroy(0);
	/* END LAB 5 */
	exit();
}
