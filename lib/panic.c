/* SPDX-License-Identifier: MIT */
/*
 * panic.c - how a program stops itself: where, why, and through which calls it came there.
 */
#include <inc/lib.h>
#include <inc/lines.h>

#define FRAMES_MAX 32 /* a damaged stack may hold a circle of frames */

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

/* Prints where a call was made, whose return address is pc: in the instruction before that. */
static void
print_call(int number, uintptr_t pc)
{
	static const struct LineSource own = { .ls_table = ULINES, .ls_read = read_checked };
	struct LineInfo info;

	if (lines_lookup(&own, pc - 1, &info))
		cprintf("  #%d 0x%08x in %s at %s:%u\n", number, pc, info.li_func, info.li_file,
			info.li_line);
	else
		cprintf("  #%d 0x%08x in ??\n", number, pc);
}

/* Follows the frames from ebp on: each is the caller's ebp, 0 at the end, and a return address. */
static void
backtrace(uintptr_t ebp)
{
	uint32_t frame[2];

	for (int i = 0; i < FRAMES_MAX && ebp != 0; i++) {
		if (!read_checked(NULL, ebp, frame, sizeof(frame)))
			return;
		print_call(i, frame[1]);
		ebp = frame[0];
	}
}

static void
print_message(const char *what, const char *file, int line, const char *fmt, va_list ap)
{
	cprintf("[%08x] %s: %s at %s:%d: ", thisenv->env_id, binaryname, what, file, line);
	vcprintf(fmt, ap);
	cprintf("\n");
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
	va_list ap;

	va_start(ap, fmt);
	print_message("panic", file, line, fmt, ap);
	va_end(ap);
	backtrace((uintptr_t)__builtin_frame_address(0));
	exit();
}
