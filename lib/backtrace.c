/* SPDX-License-Identifier: MIT */
/*
 * backtrace.c - follows the frame pointers. Every function of the kernel and of the programs starts
 * with push %ebp; mov %esp, %ebp (the build asks for it), so that ebp points to this:
 *
 *	        +--------------------+
 *	 ebp+12 |  second argument   |  slot 1
 *	        +--------------------+
 *	 ebp+8  |  first argument    |  slot 0 of inc/lines.h
 *	        +--------------------+
 *	 ebp+4  |  return address    |
 *	        +--------------------+
 *	 ebp    |  caller's ebp      |
 *	        +--------------------+
 */
#include <inc/backtrace.h>
#include <inc/stdio.h>

#define FRAMES_MAX 40

/* A line, put together before it is printed: others may print at the same time. */
struct Line {
	char l_text[32 + 2 * LINES_NAME_MAX + 12 * LINES_ARGS_MAX];
	size_t l_length;
};

static void add(struct Line *line, const char *fmt, ...) __printf(2, 3);

static void
add(struct Line *line, const char *fmt, ...)
{
	size_t room = sizeof(line->l_text) - line->l_length;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line->l_text + line->l_length, (int)room, fmt, ap);
	va_end(ap);
	line->l_length += MIN((size_t)n, room - 1);
}

static void
add_args(struct Line *line, const struct LineSource *source, const struct LineInfo *info,
	 uint32_t ebp)
{
	uint32_t value;

	for (unsigned i = 0; i < info->li_nargs; i++) {
		uint32_t slot = info->li_args[i];

		add(line, "%s", i == 0 ? "" : ", ");
		if (slot != LINES_NO_SLOT && ebp != 0 &&
		    source->ls_read(source->ls_ctx, ebp + 8 + 4 * slot, &value, sizeof(value)))
			add(line, "0x%x", value);
		else
			add(line, "?");
	}
}

/*
 * Prints one frame. A return address belongs to the instruction after the call, which may be on
 * another line or in another function; so for one (is_return) the byte before it is looked up.
 */
static void
print_frame(const struct LineSource *source, unsigned number, uint32_t eip, uint32_t ebp,
	    bool is_return)
{
	struct LineInfo info;
	struct Line line;

	if (!lines_lookup(source, eip - is_return, &info)) {
		cprintf("  #%u 0x%08x in ??\n", number, eip);
		return;
	}
	line.l_length = 0;
	add(&line, "%s(", info.li_func);
	add_args(&line, source, &info, ebp);
	add(&line, ")");
	if (info.li_line != 0)
		add(&line, " at %s:%u", info.li_file, info.li_line);
	cprintf("  #%u 0x%08x in %s\n", number, eip, line.l_text);
}

/*
 * Exercise 1.10 (13 points): walk up the stack.
 *
 * Print the frame of eip and ebp with print_frame() as number 0, then follow the frame pointers:
 * read the two words at ebp (see the picture above) with source->ls_read(source->ls_ctx, ...), and
 * go on with the caller's ebp and the return address in place of eip, as number 1, and so on. A
 * frame pointer of 0 means that the frame just printed was the outermost. The memory may hold
 * anything, so stop, and say so in a line, when
 *   - the frame pointer is not a multiple of 4, or can't be read;
 *   - it is not above the one before (the stack grows down, so callers lie higher): it could go
 *     round in a circle;
 *   - FRAMES_MAX frames have been printed.
 */
void
backtrace_walk(const struct LineSource *source, uint32_t eip, uint32_t ebp)
{
	/* EXERCISE 1.10 backtrace_walk */
	uint32_t words[2], below = 0;
	unsigned number;

	for (number = 0; number < FRAMES_MAX; number++) {
		print_frame(source, number, eip, ebp, number > 0);
		if (ebp == 0)
			return;
		if (ebp % 4 != 0 || ebp <= below ||
		    !source->ls_read(source->ls_ctx, ebp, words, sizeof(words))) {
			cprintf("  (the frame pointer 0x%08x is bad)\n", ebp);
			return;
		}
		below = ebp;
		ebp = words[0];
		eip = words[1];
	}
	cprintf("  (and more frames)\n");
	/* END EXERCISE 1.10 */
}
