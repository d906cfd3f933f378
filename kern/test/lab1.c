/* SPDX-License-Identifier: MIT */
/*
 * lab1.c - tests of lab 1: what the boot loader left, console, printing, line editing, backtrace.
 */
#include <inc/assert.h>
#include <inc/backtrace.h>
#include <inc/error.h>
#include <inc/memlayout.h>
#include <inc/stdio.h>
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/backtrace.h>
#include <kern/boot/bootinfo.h>
#include <kern/command.h>
#include <kern/monitor.h>
#include <kern/test/ktest.h>
#include <kern/test/lab1.h>

extern const struct Ktest ktests_lab1[];

/* Nobody writes here, so the grader must find zeros, whatever memory held at power-on. */
uint8_t ktest_untouched[3 * 4096 + 123];

static void
run_alive(uint32_t nonce)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < sizeof(ktest_untouched); i++)
		sum += ktest_untouched[i];
	ktest_say("alive %s", ktest_hex(~nonce));
	ktest_say("untouched %s", sum == 0 ? "0" : "1");
}

/* Prints without the formatted-print engine. */
static void
put_text(const char *s)
{
	while (*s)
		cputchar((uint8_t)*s++);
}

static void
put_hex(uint64_t value)
{
	for (int shift = 60; shift >= 0; shift -= 4)
		cputchar("0123456789abcdef"[value >> shift & 0xF]);
}

/* All that can be printed, and a long line that the grader computes too. */
static void
run_text(uint32_t nonce)
{
	uint32_t state = nonce;

	put_text("all: ");
	for (int c = ' '; c < 0x7F; c++)
		cputchar(c);
	put_text("\nlong: ");
	for (int i = 0; i < 300; i++)
		cputchar('a' + (int)(ktest_random(&state) % 26));
	put_text("\n");
}

/*
 * Shows one character in the last row when the card's cells beside it hold what the driver has not
 * put there: these it must leave alone.
 */
static void
show_between(uint32_t state)
{
	volatile uint16_t *card = (volatile uint16_t *)(KERNBASE + 0xB8000) + 24 * 80;
	size_t column = strlen("bright plain");

	card[column - 1] = (uint16_t)(0x700 | ('a' + ktest_random(&state) % 26));
	card[column + 1] = (uint16_t)(0x700 | ('a' + ktest_random(&state) % 26));
	cputchar('!');
}

/*
 * Backspaces where there is nothing to go back to and at the start of a row, more rows than the
 * screen has, one longer than it is wide, colours, and no newline at the end. The low addresses
 * that kern/entry.S has mapped are taken away before, as they will be in lab 2: the card is to be
 * found above KERNBASE.
 */
static void
run_screen(uint32_t nonce)
{
	extern uint32_t entry_pgdir[];
	uint32_t state = nonce;

	for (size_t i = 0; i < BOOT_MAPPED / PTSIZE; i++)
		entry_pgdir[i] = 0;
	lcr3(rcr3());
	put_text("\033[H\b\b");
	for (int row = 0; row < 40; row++) {
		put_text("row ");
		put_hex(ktest_random(&state));
		put_text("\n");
	}
	for (int i = 0; i < 100; i++)
		cputchar('A' + (int)(ktest_random(&state) % 26));
	put_text("\nab\bc\tdef\b\rX\n\bY");
	for (int colour = 30; colour < 38; colour++) {
		put_text("\033[");
		cputchar('3');
		cputchar('0' + colour - 30);
		put_text("mcolour\033[0m ");
	}
	put_text("\n\033[1;33;44mbright\033[0m plain");
	show_between(state);
}

/* One conversion of one value, with all that the grader needs to know to compute it again. */
#define SHOW(fmt, value)                                                                           \
	do {                                                                                       \
		put_text("printf|" fmt "|");                                                       \
		put_hex((uint64_t)(value));                                                        \
		put_text("|");                                                                     \
		cprintf(fmt, value);                                                               \
		put_text("|\n");                                                                   \
	} while (0)

/* Flags, width and precision together, some of which compilers warn of. */
static void
show_combined(uint32_t n)
{
	static const char *const formats[] = { "%-012d", "%+012d", "%016.11d", "%14.3d",
					       "%#012x", "%#.3o",  "%#.0o",    "%-14.3x" };

	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		put_text("printf|");
		put_text(formats[i]);
		put_text("|");
		put_hex(n);
		put_text("|");
		cprintf(formats[i], n);
		put_text("|\n");
	}
}

static void
show_int(uint32_t n)
{
	SHOW("%d", (int)n);
	SHOW("%i", (int)n);
	SHOW("%u", n);
	SHOW("%x", n);
	SHOW("%o", n);
	SHOW("%12d", (int)n);
	SHOW("%-12d", (int)n);
	SHOW("%012d", (int)n);
	SHOW("%+d", (int)n);
	SHOW("% d", (int)n);
	SHOW("%#x", n);
	SHOW("%#o", n);
	SHOW("%.11d", (int)n);
	SHOW("%16.11d", (int)n);
	SHOW("%-16.11x", n);
	SHOW("%.0d", (int)n);
	SHOW("%3u", n);
	SHOW("%hhd", (signed char)n);
	SHOW("%hu", (unsigned short)n);
	SHOW("%ld", (long)n);
	SHOW("%zu", (size_t)n);
}

static void
run_printf_int(uint32_t nonce)
{
	uint32_t state = nonce;
	static const uint32_t edges[] = { 0,	      1,	  9,	      10,
					  0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF6 };

	for (size_t i = 0; i < ARRAY_SIZE(edges); i++)
		show_int(edges[i]);
	for (size_t i = 0; i < ARRAY_SIZE(edges); i++)
		show_combined(edges[i]);
	for (int i = 0; i < 4; i++)
		show_int(ktest_random(&state) >> (8 * i));
}

static void
run_printf_long(uint32_t nonce)
{
	uint32_t state = nonce;

	for (int i = 0; i < 12; i++) {
		uint64_t n = (uint64_t)ktest_random(&state) << 32 | ktest_random(&state);

		if (i < 3)
			n = (uint64_t[]){ 0, 1ULL << 63, ~0ULL }[i];
		SHOW("%lld", (long long)n);
		SHOW("%llu", (unsigned long long)n);
		SHOW("%llx", (unsigned long long)n);
		SHOW("%llo", (unsigned long long)n);
		SHOW("%24lld", (long long)n);
		SHOW("%-24llx", (unsigned long long)n);
		SHOW("%024lld", (long long)n);
	}
}

#define SHOW_TEXT(fmt, value)                                                                      \
	do {                                                                                       \
		put_text("prints|" fmt "|");                                                       \
		put_text(value);                                                                   \
		put_text("|");                                                                     \
		cprintf(fmt, value);                                                               \
		put_text("|\n");                                                                   \
	} while (0)

static void
run_printf_text(uint32_t nonce)
{
	uint32_t state = nonce;
	char word[8];

	for (int i = 0; i < 7; i++)
		word[i] = (char)('a' + ktest_random(&state) % 26);
	word[7] = '\0';
	SHOW_TEXT("%s", word);
	SHOW_TEXT("%12s", word);
	SHOW_TEXT("%-12s", word);
	SHOW_TEXT("%.3s", word);
	SHOW_TEXT("%-6.2s", word);
	SHOW_TEXT("%3s", word);
	SHOW_TEXT("%s", "");
	SHOW("%c", word[0]);
	SHOW("%5c", word[1]);
	SHOW("%-5c", word[2]);
	put_text("more|");
	cprintf("%d%%|%s|%.*s|%*d|%-*d|%e", (int)(nonce & 0xFF), (const char *)NULL, 4, word, 9,
		(int)(nonce & 0xFFF), 9, (int)(nonce & 0xFFF), -E_NO_MEM);
	put_text("|\n");
}

/* Says what is typed, up to the end of the line, without an editor for it. */
static void
run_keys(uint32_t nonce)
{
	char typed[40];
	size_t n = 0;
	int c;

	put_text("? ");
	while ((c = getchar()) != '\n' && c != '\r' && n < sizeof(typed) - 1)
		typed[n++] = (char)c;
	typed[n] = '\0';
	put_text("\n");
	ktest_say("typed [%s]", typed);
}

/* Says each line that readline gives, until a line is a single dot. */
static void
run_readline(uint32_t nonce)
{
	const char *line;

	do {
		line = readline("? ");
		ktest_say("line [%s]", line ? line : "(none)");
	} while (!line || strcmp(line, ".") != 0);
}

static void
run_monitor(uint32_t nonce)
{
	monitor(NULL);
	ktest_say("left");
}

/*
 * A chain of calls. Through pointers that the compiler may not look through, so that no call is
 * inlined or made a jump and the arguments travel on the stack.
 */
uint32_t ktest_descend(uint32_t depth, uint32_t word);
uint32_t ktest_bottom(uint32_t first, uint32_t second, uint32_t third);

static uint32_t (*volatile descend)(uint32_t, uint32_t) = ktest_descend;
static uint32_t (*volatile bottom)(uint32_t, uint32_t, uint32_t) = ktest_bottom;
static bool bottom_panics;

uint32_t
ktest_descend(uint32_t depth, uint32_t word)
{
	uint32_t state = word;

	if (depth == 0)
		return bottom(word, ~word, 42) ^ state;
	return descend(depth - 1, ktest_random(&state)) ^ state;
}

/* Reads memory of the kernel, all of which is mapped as far as these tests ask for it. */
static bool
read_kernel(void *ctx, uint32_t addr, void *buf, size_t n)
{
	(void)ctx;
	if (addr < KERNBASE || addr + n < addr)
		return false;
	memcpy(buf, (const void *)addr, n);
	return true;
}

/* The kernel without its table of functions: how it is searched is an exercise of its own. */
static const struct LineSource nameless = { .ls_read = read_kernel };

static bool bottom_names = true; /* whether the backtrace from the bottom has names */

static void
print_backtrace(void)
{
	uint32_t eip;

	__asm__ volatile("call 1f\n1:\tpopl %0" : "=r"(eip));
	if (bottom_names)
		backtrace_kernel(eip, read_ebp());
	else
		backtrace_walk(&nameless, eip, read_ebp());
}

uint32_t
ktest_bottom(uint32_t first, uint32_t second, uint32_t third)
{
	if (bottom_panics)
		panic("on purpose, with %08x", first ^ second ^ third);
	print_backtrace();
	return first;
}

static void
run_backtrace(uint32_t nonce)
{
	ktest_say("descended %s", ktest_hex(descend(4, nonce)));
}

static void
run_calls(uint32_t nonce)
{
	bottom_names = false;
	ktest_say("walking");
	run_backtrace(nonce);
	bottom_names = true;
}

/* Chains of frames that lead nowhere. Each frame is two words: the caller's, and the way back. */
static void
run_bad_frames(uint32_t nonce)
{
	static uint32_t frames[60][2];
	uint32_t eip = (uint32_t)ktest_bottom + 1;
	uint32_t first = (uint32_t)frames[0], second = (uint32_t)frames[1];

	for (size_t i = 0; i < ARRAY_SIZE(frames); i++) {
		frames[i][0] = (uint32_t)(frames + i + 1);
		frames[i][1] = eip;
	}
	frames[ARRAY_SIZE(frames) - 1][0] = 0;
	ktest_say("deep");
	backtrace_walk(&nameless, eip, first);
	frames[1][0] = first;
	ktest_say("circle");
	backtrace_walk(&nameless, eip, first);
	frames[1][0] = second;
	ktest_say("itself");
	backtrace_walk(&nameless, eip, second);
	ktest_say("odd");
	backtrace_walk(&nameless, eip, first + 2);
	frames[1][0] = (uint32_t)frames[3] + 2;
	ktest_say("later");
	backtrace_walk(&nameless, eip, first);
	ktest_say("unmapped");
	backtrace_walk(&nameless, eip, (nonce & 0x3FFFFFFC) | 0x40000000);
	ktest_say("end");
}

/*
 * A frame that stopped at the first instruction of a function, called from one that ends with the
 * call: the first address is where it is, the second is one byte too far.
 */
static void
run_returns(uint32_t nonce)
{
	extern const uint8_t __lines_start[]; /* kern/kernel.ld */
	const struct LineSource kernel = { (uint32_t)__lines_start, read_kernel, NULL };
	struct LineInfo info;
	uint32_t frame[2] = { 0, (uint32_t)ktest_bottom };

	for (int gap = 0; gap < 64 && !lines_lookup(&kernel, frame[1] - 1, &info); gap++)
		frame[1]--;
	backtrace_walk(&kernel, (uint32_t)ktest_descend, (uint32_t)frame);
	ktest_say("end");
}

/*
 * A table of functions that is made when it is read: number i starts at i * 64 + 4096 and has 32
 * bytes. Counts the reads of entries, and notes those of what is none.
 */
#define MADE_FUNCS 1000
#define MADE_TABLE 0x10000000

static struct {
	uint32_t entries; /* read */
	bool strange;	  /* something else was read as an entry */
	bool unreadable;  /* no entry can be read */
} made;

static bool
read_made(void *ctx, uint32_t addr, void *buf, size_t n)
{
	static const struct LineTable head = {
		.lt_magic = LINES_MAGIC,
		.lt_size = sizeof(head) + MADE_FUNCS * sizeof(struct LineFunc) + 64 + 64,
		.lt_funcs = MADE_FUNCS,
		.lt_rows = 64,
		.lt_strings = 64,
	};
	uint32_t off = addr - MADE_TABLE, index;

	(void)ctx;
	memset(buf, 0, n);
	if (off == 0 && n == sizeof(head)) {
		memcpy(buf, &head, sizeof(head));
		return true;
	}
	index = (off - sizeof(head)) / sizeof(struct LineFunc);
	if (n != sizeof(struct LineFunc)) /* a piece of the rows, or a name */
		return true;
	made.strange |= off < sizeof(head) || index >= MADE_FUNCS;
	made.entries++;
	((struct LineFunc *)buf)->lf_start = index * 64 + 4096;
	((struct LineFunc *)buf)->lf_size = 32;
	return !made.unreadable;
}

/* Says what became of a search, and what it took: found, reads, something strange read. */
static void
search(uint32_t address)
{
	const struct LineSource source = { MADE_TABLE, read_made, NULL };
	struct LineInfo info;
	bool found;

	made.entries = 0;
	made.strange = false;
	found = lines_lookup(&source, address, &info);
	ktest_say("search %s %s", ktest_hex(address), found ? "1" : "0");
	ktest_say("reads %s %s", ktest_hex(made.entries), made.strange ? "1" : "0");
}

static void
run_search(uint32_t nonce)
{
	search(0);
	search(4095);
	search(4096);
	search(4096 + MADE_FUNCS * 64 - 33);
	search(4096 + MADE_FUNCS * 64 - 32);
	search(0xFFFFFFFF);
	for (int i = 0; i < 20; i++)
		search(4096 + ktest_random(&nonce) % (MADE_FUNCS * 64));
	made.unreadable = true;
	search(4096);
}

/* Says which function an address lies in. */
static void
say_function(uint32_t address)
{
	extern const uint8_t __lines_start[]; /* kern/kernel.ld */
	const struct LineSource kernel = { (uint32_t)__lines_start, read_kernel, NULL };
	struct LineInfo info;
	bool found = lines_lookup(&kernel, address, &info);

	ktest_say("in %s %s", ktest_hex(address), found ? info.li_func : "??");
}

/* Looks up addresses in two functions and around them, and some where no function can be. */
static void
run_edges(uint32_t nonce)
{
	static const uint32_t nowhere[] = { 0x00001004, 0xFFFFFFFE };

	for (uint32_t i = 0; i < 144; i++) {
		say_function((uint32_t)ktest_bottom + i - 4);
		say_function((uint32_t)ktest_descend + i - 4);
	}
	for (size_t i = 0; i < ARRAY_SIZE(nowhere); i++)
		say_function(nowhere[i]);
}

static void
run_numbers(uint32_t nonce)
{
	static const char *const texts[] = {
		"0",	      "10",	    "007",	   "4294967295", "0xffffffff", "0XaBc",
		"4294967296", "9999999999", "0x100000000", "",		 "0x",	       "12a",
		"0xg",	      "-1",	    "+1",	   "a",		 "1 ",
	};

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		uint32_t value = 0x600DBEEF;
		bool ok = command_number("COUNT", texts[i], &value);

		ktest_say("number [%s] %s %s", texts[i], ok ? "1" : "0", ktest_hex(value));
	}
}

static void
run_panic(uint32_t nonce)
{
	bottom_panics = true;
	descend(2, nonce);
	ktest_say("survived a panic");
}

const struct Ktest ktests_lab1[] = {
	{ "alive", KTEST_CONSOLE, run_alive },
	{ "text", KTEST_CONSOLE, run_text },
	{ "screen", KTEST_CONSOLE, run_screen },
	{ "port", KTEST_CONSOLE, run_port },
	{ "card", KTEST_CONSOLE, run_card },
	{ "printf_int", KTEST_CONSOLE, run_printf_int },
	{ "printf_long", KTEST_CONSOLE, run_printf_long },
	{ "printf_text", KTEST_CONSOLE, run_printf_text },
	{ "keys", KTEST_CONSOLE, run_keys },
	{ "readline", KTEST_CONSOLE, run_readline },
	{ "monitor", KTEST_CONSOLE, run_monitor },
	{ "calls", KTEST_CONSOLE, run_calls },
	{ "backtrace", KTEST_CONSOLE, run_backtrace },
	{ "bad_frames", KTEST_CONSOLE, run_bad_frames },
	{ "returns", KTEST_CONSOLE, run_returns },
	{ "edges", KTEST_CONSOLE, run_edges },
	{ "search", KTEST_CONSOLE, run_search },
	{ "words", KTEST_CONSOLE, run_words },
	{ "numbers", KTEST_CONSOLE, run_numbers },
	{ "panic", KTEST_CONSOLE, run_panic },
	{ .kt_name = NULL },
};
