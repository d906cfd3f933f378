/* SPDX-License-Identifier: MIT */
/*
 * lab5_ide.c - the driver of the disk above a disk of our own, which may be absent, hang, lose an
 * interrupt, or find a sector bad: what no emulator does when it is told to.
 */
#include <inc/disk.h>
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/dev/pci.h>
#include <kern/test/ktest.h>

extern const struct Ktest ktests_lab5_ide[];

#define NSECTORS 16
#define WORDS (SECTSIZE / 2)
#define MASTER_BASE 0xC000
#define NONE 0xFFFFFFFFu

static struct Model {
	/* What it is like. */
	bool there;
	bool silent;	/* it is there, and all its registers are 0 */
	bool is_disk;	/* it answers IDENTIFY */
	bool hangs;	/* it stays busy from the next command on, until it is reset, */
	bool dead;	/* and also then */
	bool masters;	/* there is a function of the PCI bus for it */
	bool cached;	/* it says that it has a cache for writing, */
	bool keeps;	/* which it will not turn off, */
	bool flushes;	/* but can empty, as it says, */
	bool loses;	/* and cannot write what is in there */
	bool loses_one; /* the next interrupt goes astray */
	uint32_t bad;	/* this sector cannot be read or written, */
	bool bus_error; /* and memory cannot be reached */
	/* What it does. */
	uint8_t registers[8], status, command;
	bool hesitates;	       /* its status does not yet speak of the last command */
	uint32_t sector, left; /* of the command */
	uint16_t buffer[WORDS];
	uint32_t word; /* the next one in it */
	uint8_t master[8];
	bool interrupts; /* one is waiting for the driver */
	uint32_t looks;	 /* at its status */
	char commands[64];
} disk;

static uint16_t contents[NSECTORS][WORDS];
static uint8_t memory[NSECTORS * SECTSIZE] __attribute__((aligned(PGSIZE)));

static void
raise(void)
{
	if (!disk.loses_one)
		disk.interrupts = true;
	disk.loses_one = false;
	disk.master[2] |= 0x04;
}

static bool
is_bad(uint32_t sector)
{
	return sector == disk.bad || sector >= NSECTORS;
}

static void
fail(void)
{
	disk.status = 0x41;
	raise();
}

/* The next sector of a command for which the processor carries the data, or its end. */
static void
offer(bool to_disk)
{
	disk.word = 0;
	disk.status = 0x50;
	if (disk.left == 0)
		return;
	if (is_bad(disk.sector)) {
		disk.status = 0x41;
		return;
	}
	disk.status = 0x58;
	if (!to_disk)
		memcpy(disk.buffer, contents[disk.sector], SECTSIZE);
}

/* Carries all sectors of a command to or from the memory that the table names. */
static void
carry_all(bool to_disk)
{
	const struct {
		uint32_t pa;
		uint16_t size, flags;
	} *piece = (const void *)(*(uint32_t *)&disk.master[4] + KERNBASE);
	uint32_t done = 0;

	if (disk.bus_error) {
		disk.master[2] |= 0x02;
		raise();
		return;
	}
	for (; disk.left > 0; disk.left--, disk.sector++) {
		uint8_t *at = (uint8_t *)(piece->pa + done + KERNBASE);

		if (is_bad(disk.sector)) {
			disk.master[2] &= ~0x01;
			fail();
			return;
		}
		if (to_disk)
			memcpy(contents[disk.sector], at, SECTSIZE);
		else
			memcpy(at, contents[disk.sector], SECTSIZE);
		done += SECTSIZE;
		if (done == piece->size) {
			done = 0;
			piece++;
		}
	}
	disk.status = 0x50;
	disk.master[2] &= ~0x01;
	raise();
}

static void
identify(void)
{
	memset(disk.buffer, 0, sizeof(disk.buffer));
	disk.buffer[49] = 0x300;
	disk.buffer[60] = NSECTORS;
	disk.buffer[83] = disk.flushes ? 0x5000 : 0x4000;
	disk.buffer[85] = disk.cached ? 0x20 : 0;
	disk.word = 0;
	disk.left = 1;
	disk.status = disk.is_disk ? 0x58 : 0x41;
}

static void
execute(uint8_t command)
{
	size_t n = strlen(disk.commands);

	if (n < sizeof(disk.commands) - 3) {
		strlcpy(disk.commands + n, ktest_hex(command) + 6, 3);
		disk.commands[n + 2] = '\0';
	}
	disk.command = command;
	disk.sector = disk.registers[3] | (uint32_t)disk.registers[4] << 8 |
		      (uint32_t)disk.registers[5] << 16;
	disk.left = disk.registers[2] ? disk.registers[2] : 256;
	disk.status = 0xD0;
	disk.hesitates = true;
	if (disk.hangs)
		return;
	switch (command) {
	case 0xEC:
		identify();
		break;
	case 0xEF:
	case 0xE7:
		disk.status = (command == 0xEF ? disk.keeps : disk.loses) ? 0x41 : 0x50;
		raise();
		break;
	case 0x20:
		offer(false);
		raise();
		break;
	case 0x30:
		offer(true);
		break;
	case 0xC8:
	case 0xCA:
		disk.status = 0x58;
		break;
	default:
		fail();
	}
}

static void
control(uint8_t value)
{
	if (!(value & 0x04))
		return;
	strlcpy(disk.commands + strlen(disk.commands), "R", 2);
	disk.hangs = disk.dead;
	disk.status = disk.hangs ? 0xD0 : 0x50;
	disk.interrupts = false;
}

static void
out_byte(uint16_t port, uint8_t value)
{
	if (port == 0x1F7)
		execute(value);
	else if (port == 0x3F6)
		control(value);
	else if (port >= 0x1F0 && port < 0x1F8)
		disk.registers[port - 0x1F0] = value;
	else if (port == MASTER_BASE + 2)
		disk.master[2] = (disk.master[2] & ~(value & 0x06)) | (value & 0x60);
	else if (port == MASTER_BASE) {
		bool starts = (value & ~disk.master[0] & 0x01) != 0;

		disk.master[0] = value;
		if (!starts)
			return;
		disk.master[2] |= 0x01;
		if (disk.status == 0x58 && (disk.command == 0xC8 || disk.command == 0xCA))
			carry_all(disk.command == 0xCA);
	}
}

static uint8_t
in_byte(uint16_t port)
{
	if (!disk.there && port < MASTER_BASE)
		return 0xFF;
	if (disk.silent)
		return 0;
	if (port == 0x1F7)
		disk.interrupts = false;
	if (port == 0x1F7 || port == 0x3F6) {
		disk.looks++;
		/* By the time of an interrupt, which 0x1F7 is read for, it has long spoken. */
		if (port == 0x3F6 && disk.hesitates) {
			disk.hesitates = false;
			return 0x50;
		}
		return disk.status;
	}
	if (port >= MASTER_BASE && port < MASTER_BASE + 8)
		return disk.master[port - MASTER_BASE];
	return 0xFF;
}

static void
out_long(uint16_t port, uint32_t value)
{
	if (port == MASTER_BASE + 4)
		memcpy(&disk.master[4], &value, sizeof(value));
}

/* A sector has been carried by the processor. */
static void
next_sector(bool to_disk)
{
	if (disk.command == 0xEC) {
		disk.status = 0x50;
		return;
	}
	if (to_disk)
		memcpy(contents[disk.sector], disk.buffer, SECTSIZE);
	disk.sector++;
	disk.left--;
	offer(to_disk);
	if (to_disk || disk.left > 0)
		raise();
}

static void
in_words(uint16_t port, void *to, size_t n)
{
	memcpy(to, disk.buffer, n * 2);
	next_sector(false);
}

static void
out_words(uint16_t port, const void *from, size_t n)
{
	memcpy(disk.buffer, from, n * 2);
	next_sector(true);
}

static pcifunc_t
model_pci_find(uint8_t class, uint8_t subclass)
{
	return disk.masters ? 1 : 0;
}

static uint32_t
model_pci_read(pcifunc_t function, uint8_t reg)
{
	return reg == PCI_CLASS ? 0x01018000 : reg == PCI_BAR(4) ? MASTER_BASE | PCI_BAR_IO : 0;
}

static void
model_pci_write(pcifunc_t function, uint8_t reg, uint32_t value)
{
}

#define inb in_byte
#define outb out_byte
#define outl out_long
#define insw in_words
#define outsw out_words
#define pci_find model_pci_find
#define pci_read model_pci_read
#define pci_write model_pci_write
#define ide_init model_ide_init
#define ide_start model_ide_start
#define ide_interrupt model_ide_interrupt
#define ide_give_up model_ide_give_up
#define identify ide_identify
#include <kern/dev/ide.c>

static uint32_t seed;

/* A disk as it should be, with other contents each time, found by the driver. */
static uint32_t
new_disk(bool masters, bool cached)
{
	disk = (struct Model){ .there = true, .is_disk = true, .bad = NONE, .status = 0x50 };
	disk.masters = masters;
	disk.cached = cached;
	master = 0;
	for (uint32_t i = 0; i < NSECTORS * WORDS; i++)
		contents[i / WORDS][i % WORDS] = (uint16_t)ktest_random(&seed);
	for (uint32_t i = 0; i < sizeof(memory); i++)
		memory[i] = (uint8_t)ktest_random(&seed);
	return ide_init(true);
}

/* A transfer of so many sectors: in two pieces of memory, the second of one sector. */
static const struct IdeTransfer *
transfer(uint32_t sector, uint32_t count, bool to_disk)
{
	static struct IdeTransfer t;
	physaddr_t pa = (physaddr_t)memory - KERNBASE;

	t = (struct IdeTransfer){ .t_sector = sector, .t_count = count, .t_write = to_disk };
	t.t_nextents = count > 1 ? 2 : 1;
	t.t_extents[0] = (struct Extent){ pa, (count > 1 ? count - 1 : 1) * SECTSIZE };
	t.t_extents[1] = (struct Extent){ pa + NSECTORS / 2 * SECTSIZE, SECTSIZE };
	return &t;
}

static bool
is_carried(uint32_t sector, uint32_t count)
{
	uint32_t first = count > 1 ? count - 1 : 1;

	return memcmp(memory, contents[sector], first * SECTSIZE) == 0 &&
	       (count == 1 ||
		memcmp(&memory[NSECTORS / 2 * SECTSIZE], contents[sector + first], SECTSIZE) == 0);
}

/* Answers interrupts as long as any come. Says the states, and what was commanded. */
static void
run(const char *what, uint32_t sector, uint32_t count, bool to_disk)
{
	static const char *const names[] = { "working", "done", "failed" };
	enum IdeState state = ide_start(transfer(sector, count, to_disk));
	int n = 0;

	for (; state == IDE_WORKING && disk.interrupts; n++)
		state = ide_interrupt();
	ktest_say("%s %s %d %s %s", what, names[state], n,
		  is_carried(sector, count) ? "same" : "other", disk.commands);
	disk.commands[0] = '\0';
}

static void
give_up(const char *what)
{
	static const char *const names[] = { "working", "done", "failed" };
	enum IdeState state = ide_give_up();

	ktest_say("%s %s %s", what, names[state], disk.commands);
	disk.commands[0] = '\0';
}

/* What is found where something else is than a disk that works. */
static void
find(void)
{
	ktest_say("found %d", new_disk(true, true));
	disk.commands[0] = '\0';
	disk.there = false;
	ktest_say("absent %d", ide_init(true));
	disk.there = true;
	disk.is_disk = false;
	ktest_say("no_disk %d", ide_init(true));
	disk.hangs = true;
	ktest_say("hanging %d", ide_init(true));
	disk.hangs = false;
	disk.is_disk = true;
	disk.silent = true;
	ktest_say("silent %d", ide_init(true));
}

/* The same with a bus master, and without. */
static void
carry(bool masters)
{
	new_disk(masters, false);
	disk.commands[0] = '\0';
	run("read", 3, 5, false);
	run("read_one", 15, 1, false);
	run("write", 1, 4, true);
	disk.bad = 6;
	run("bad_read", 4, 4, false);
	run("good_read", 7, 2, false);
	run("bad_write", 5, 4, true);
	run("bad_at_once", 6, 1, true);
	run("good_write", 0, 3, true);
	new_disk(masters, true);
	disk.commands[0] = '\0';
	run("cached_read", 2, 2, false);
	run("first_write", 2, 2, true);
	run("second_write", 4, 2, true);
}

/* A disk that does not do without its cache. */
static void
empty_cache(bool masters, bool flushes)
{
	new_disk(masters, true);
	disk.keeps = true;
	disk.flushes = flushes;
	ide_init(true);
	disk.commands[0] = '\0';
	run("kept_cache", 2, 1, true);
	run("then", 4, 2, true);
	run("only_read", 4, 2, false);
	disk.loses_one = true;
	run("lost_write", 2, 1, true);
	give_up("write_found");
	if (!flushes)
		return;
	give_up("flush_found");
	disk.loses = true;
	run("cannot_empty", 3, 1, true);
	disk.loses = false;
	disk.bad = 6;
	run("bad_anyhow", 6, 1, true);
}

/* Interrupts that do not come, and a disk that does not. */
static void
wait_in_vain(bool masters)
{
	new_disk(masters, false);
	disk.commands[0] = '\0';
	disk.loses_one = true;
	run("lost", 2, 1, false);
	give_up("lost_found");
	disk.hangs = true;
	run("hangs", 2, 1, false);
	give_up("reset");
	run("comes_back", 2, 2, false);
	disk.hangs = disk.dead = true;
	run("hangs_again", 2, 1, true);
	give_up("dead");
	disk.looks = 0;
	run("stays_dead", 3, 1, false);
	ktest_say("looks %d", disk.looks <= 2 * READY_POLLS);
	ktest_say("stale %d", ide_interrupt());
}

static void
run_ide(uint32_t nonce)
{
	seed = nonce;
	find();
	for (int masters = 1; masters >= 0; masters--) {
		ktest_say("masters %d", masters);
		carry(masters);
		empty_cache(masters, false);
		empty_cache(masters, true);
		wait_in_vain(masters);
	}
	new_disk(true, false);
	disk.commands[0] = '\0';
	disk.bus_error = true;
	run("bus_error", 2, 1, false);
	disk.bus_error = false;
	run("no_error", 2, 1, false);
}

const struct Ktest ktests_lab5_ide[] = {
	{ "ide", KTEST_KMAP, run_ide },
	{ NULL, KTEST_KMAP, NULL },
};
