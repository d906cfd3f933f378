/* SPDX-License-Identifier: MIT */
/*
 * spawned - what user/spawns.c starts from a file: says what it finds, and ends as it is told.
 */
#include <user/hashes.h>

extern const uint8_t end[]; /* user/user.ld */

#define LARGE (70 * PGSIZE / 4) /* more pages than spawn() puts together at a time */

static uint8_t zeros[3 * PGSIZE];
static uint8_t wide[5 * PTSIZE / 4]; /* more than a page table maps */
static uint32_t data[1500] = { 0x12345678, [1499] = 0x9ABCDEF0 };
static const uint32_t constants[LARGE] = { 0x13572468, [LARGE - 1] = 0x24681357 };

/* As it lies in memory: a compiler might know already. */
static uint32_t
word(const volatile uint32_t *p)
{
	return *p;
}

/* How many of n bytes in memory, looked at in steps, are not zero. */
static uint32_t
count_others(const volatile uint8_t *bytes, size_t n, size_t step)
{
	uint32_t others = 0;

	for (size_t i = 0; i < n; i += step)
		others += bytes[i] != 0;
	return others;
}

static void
look(void)
{
	report("bss %u", count_others(zeros, sizeof(zeros), 1));
	report("wide %u", count_others(wide, sizeof(wide), PGSIZE));
	report("last %u", count_others((const uint8_t *)((uintptr_t)end - 1), 1, 1));
	report("data %08x %08x", word(&data[0]), word(&data[1499]));
	report("constants %08x %08x", word(&constants[0]), word(&constants[LARGE - 1]));
	data[1]++;
	report("data_written %u", word(&data[1]));
	report("name %s", (const char *)thisenv->env_name);
	report("text_writeable %d", (uvpt[PGNUM(look)] & PTE_W) != 0);
	report("constants_writeable %d", (uvpt[PGNUM(constants)] & PTE_W) != 0);
}

static void
say_arguments(int argc, char **argv)
{
	report("argc %d", argc);
	for (int i = 0; i < argc; i++)
		report("arg%d [%s]", i, argv[i]);
	report("argv_end %d", argv[argc] == NULL);
}

static void
count_descriptors(void)
{
	struct Stat st;
	int n = 0;

	for (int fd = 0; fd < NFD; fd++)
		n += fstat(fd, &st) == 0;
	report("descriptors %d", n);
}

void
umain(int argc, char **argv)
{
	char word[16] = "";

	if (argc > 1 && strcmp(argv[1], "look") == 0) {
		look();
		say_arguments(argc, argv);
	} else if (argc > 1 && strcmp(argv[1], "read") == 0) {
		count_descriptors();
		report("read %d", read(4, word, 5));
		report("word [%s]", word);
		write(5, "written", 7);
	} else if (argc > 1 && strcmp(argv[1], "crash") == 0) {
		peek(0);
	} else if (argc > 1 && strcmp(argv[1], "panic") == 0) {
		panic("as it is told");
	}
	exit_status(argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0);
}
