/* SPDX-License-Identifier: MIT */
/*
 * ide.c - the first device on the first IDE channel. The device itself: ATA/ATAPI-5 (T13/1321D).
 * How it reaches memory by itself: the PIIX3's IDE function (Intel 82371SB data sheet, 290550, 2.3
 * and 2.7), as in SFF-8038i. Where there is no such function the processor carries the data, one
 * interrupt for each sector.
 *
 * The phases of a transfer:
 *
 *	IDLE --ide_start--> CACHE_OFF (before the first write) --> DMA, READING or WRITING
 *		--> FLUSHING (after a write, if the cache could not be turned off) --> IDLE
 *
 * Nothing needs to be said to the caches: in a PC every access of a device to memory is seen by
 * them (SDM 3A, 11.3 and 11.4), in both directions.
 */
#include <inc/memlayout.h>
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/dev/ide.h>
#include <kern/dev/pci.h>

/* The registers (ATA 7.2 to 7.15, at the addresses that PCs have for the first channel). */
#define BASE 0x1F0
#define DATA (BASE + 0)
#define COUNT (BASE + 2)
#define LBA_LOW (BASE + 3)
#define LBA_MID (BASE + 4)
#define LBA_HIGH (BASE + 5)
#define DEVICE (BASE + 6)
#define STATUS (BASE + 7) /* reading it takes back the interrupt */
#define COMMAND (BASE + 7)
#define FEATURES (BASE + 1)
#define ALT_STATUS 0x3F6 /* the same, but does not */
#define CONTROL 0x3F6

#define DEVICE_FIRST 0xA0   /* bits 7 and 5 were always one before ATA-4 */
#define DEVICE_LBA 0x40	    /* its low four bits are the highest of the sector's number */
#define CONTROL_SILENT 0x02 /* no interrupts */
#define CONTROL_RESET 0x04

#define STATUS_ERROR 0x01
#define STATUS_DATA 0x08 /* ready to carry a sector's data */
#define STATUS_FAULT 0x20
#define STATUS_BUSY 0x80
#define STATUS_NONE 0xFF /* what is read where no controller is */

/* Commands (ATA 8). */
#define READ_SECTORS 0x20
#define WRITE_SECTORS 0x30
#define READ_DMA 0xC8
#define WRITE_DMA 0xCA
#define FLUSH_CACHE 0xE7
#define IDENTIFY 0xEC
#define SET_FEATURES 0xEF
#define FEATURE_CACHE_OFF 0x82 /* table 43 */

/* Words of what IDENTIFY tells (ATA 8.12). */
#define ID_WORDS 256
#define ID_CAPABILITIES 49
#define ID_HAS_DMA 0x100
#define ID_HAS_LBA 0x200
#define ID_SECTORS 60  /* and 61 */
#define ID_COMMANDS 83 /* ATA/ATAPI-6, T13/1410D, 8.15 */
#define ID_COMMANDS_MASK 0xD000
#define ID_HAS_FLUSH 0x5000
#define ID_ENABLED 85
#define ID_CACHE_ON 0x20

/* The function of the PCI bus, class and subclass; its programming interface in PCI_CLASS. */
#define PCI_STORAGE 0x01
#define PCI_IDE 0x01
#define CLASS_MASTER 0x8000 /* it can be bus master */
#define CLASS_NATIVE 0x0100 /* its first channel is elsewhere */
#define MASTER_BAR 4

/* Its registers (290550, 2.7), from the base in MASTER_BAR on. */
#define MASTER_COMMAND 0
#define MASTER_STATUS 2
#define MASTER_TABLE 4
#define MASTER_START 0x01
#define MASTER_TO_MEMORY 0x08
#define MASTER_ACTIVE 0x01
#define MASTER_ERROR 0x02     /* writing a one clears it, */
#define MASTER_INTERRUPT 0x04 /* and this one */

/*
 * Its table: the pieces of memory (290550, 2.7.3). It must not cross 64 KiB, and is therefore
 * aligned to a power of two that it fits in.
 */
struct Prd {
	uint32_t p_pa;
	uint16_t p_size;
	uint16_t p_flags;
};
#define PRD_LAST 0x8000
static struct Prd table[EXTENTS_MAX] __attribute__((aligned(512)));
static_assert(sizeof(table) <= 512, "the table does not cross its alignment");

/* A look takes about a microsecond; no command is waited for longer than this, but IDENTIFY. */
#define READY_POLLS 1000
#define IDENTIFY_POLLS 1000000

static uint16_t master; /* the base of the bus master's registers; 0: there is none */
static bool cache_on;	/* the disk says that data is written before it is */
static bool had_cache;	/* that is how it comes out of a reset */
static bool can_flush;	/* it can be told to write what is in the cache, */
static bool must_flush; /* and has to be: it refused to do without */

static enum Phase {
	IDLE,
	CACHE_OFF,
	DMA,
	READING,
	WRITING,
	FLUSHING
} phase;
static const struct IdeTransfer *current;
static uint32_t carried; /* of its sectors, by the processor */
static uint32_t steps;	 /* that the disk has made: who waits sees that it is alive */

/*
 * Waits until the device is not busy; its status then. STATUS_BUSY is set if it stays so. The first
 * look does not count: a device has 400 ns to say that it is busy (ATA 7.15).
 */
static uint8_t
wait_ready(int polls)
{
	uint8_t status;

	inb(ALT_STATUS);
	do
		status = inb(ALT_STATUS);
	while ((status & STATUS_BUSY) && --polls > 0);
	return status;
}

static bool
failed(uint8_t status)
{
	return (status & (STATUS_BUSY | STATUS_FAULT | STATUS_ERROR)) != 0;
}

/* Where the processor carries a sector of the current transfer from or to. */
static void *
sector_memory(uint32_t n)
{
	const struct Extent *x = current->t_extents;
	uint32_t offset = n * SECTSIZE;

	for (; offset >= x->x_size; x++)
		offset -= x->x_size;
	return (void *)(x->x_pa + offset + KERNBASE);
}

/* A function that can be bus master, and whose first channel is where a PC has it. */
static void
find_master(void)
{
	pcifunc_t function = pci_find(PCI_STORAGE, PCI_IDE);
	uint32_t class, base;

	if (function == 0)
		return;
	class = pci_read(function, PCI_CLASS);
	base = pci_read(function, PCI_BAR(MASTER_BAR));
	if (!(class & CLASS_MASTER) || (class & CLASS_NATIVE) || !(base & PCI_BAR_IO) ||
	    (base & ~0xFu) == 0)
		return;
	/* The status, in the high half, is not changed by zeros. */
	pci_write(function, PCI_COMMAND,
		  (pci_read(function, PCI_COMMAND) & 0xFFFF) | PCI_COMMAND_IO | PCI_COMMAND_MASTER);
	master = (uint16_t)(base & ~0xFu);
}

/* Has the device tell about itself. False if there is none, or it is no disk. */
static bool
identify(uint16_t *words)
{
	uint8_t status;

	if (inb(STATUS) == STATUS_NONE)
		return false;
	outb(CONTROL, CONTROL_SILENT);
	outb(DEVICE, DEVICE_FIRST);
	if (wait_ready(IDENTIFY_POLLS) & STATUS_BUSY)
		return false;
	outb(COMMAND, IDENTIFY);
	if (inb(ALT_STATUS) == 0)
		return false;
	status = wait_ready(IDENTIFY_POLLS);
	if (failed(status) || !(status & STATUS_DATA))
		return false;
	insw(DATA, words, ID_WORDS);
	inb(STATUS);
	return true;
}

uint32_t
ide_init(bool dma)
{
	uint16_t id[ID_WORDS];
	uint32_t sectors;

	if (!identify(id) || !(id[ID_CAPABILITIES] & ID_HAS_LBA))
		return 0;
	if (dma && (id[ID_CAPABILITIES] & ID_HAS_DMA))
		find_master();
	cache_on = had_cache = (id[ID_ENABLED] & ID_CACHE_ON) != 0;
	can_flush = (id[ID_COMMANDS] & ID_COMMANDS_MASK) == ID_HAS_FLUSH;
	must_flush = false;
	outb(CONTROL, 0);
	sectors = (uint32_t)id[ID_SECTORS + 1] << 16 | id[ID_SECTORS];
	return MIN(sectors, IDE_SECTORS_MAX);
}

/* Gives the bus master the memory of the current transfer, and the direction. */
static void
prepare_master(void)
{
	uint32_t n = current->t_nextents;

	for (uint32_t i = 0; i < n; i++)
		table[i] = (struct Prd){ current->t_extents[i].x_pa,
					 (uint16_t)current->t_extents[i].x_size,
					 i == n - 1 ? PRD_LAST : 0 };
	barrier();
	outb(master + MASTER_COMMAND, current->t_write ? 0 : MASTER_TO_MEMORY);
	outb(master + MASTER_STATUS, inb(master + MASTER_STATUS) | MASTER_ERROR | MASTER_INTERRUPT);
	outl(master + MASTER_TABLE, (uint32_t)table - KERNBASE);
}

static void
start_master(void)
{
	outb(master + MASTER_COMMAND, inb(master + MASTER_COMMAND) | MASTER_START);
}

static void
command(uint8_t code)
{
	outb(COUNT, (uint8_t)current->t_count); /* 256 is 0 */
	outb(LBA_LOW, (uint8_t)current->t_sector);
	outb(LBA_MID, (uint8_t)(current->t_sector >> 8));
	outb(LBA_HIGH, (uint8_t)(current->t_sector >> 16));
	outb(DEVICE, DEVICE_FIRST | DEVICE_LBA | (uint8_t)(current->t_sector >> 24));
	outb(COMMAND, code);
}

static void
write_next_sector(void)
{
	outsw(DATA, sector_memory(carried), SECTSIZE / 2);
}

/* Gives the device the command of the current transfer. */
static enum IdeState
begin(void)
{
	bool to_disk = current->t_write;

	if (master) {
		phase = DMA;
		prepare_master();
		command(to_disk ? WRITE_DMA : READ_DMA);
		start_master();
		return IDE_WORKING;
	}
	phase = to_disk ? WRITING : READING;
	command(to_disk ? WRITE_SECTORS : READ_SECTORS);
	if (to_disk) {
		/* For the first sector no interrupt asks (ATA 9.6). */
		uint8_t status = wait_ready(READY_POLLS);

		if (failed(status) || !(status & STATUS_DATA))
			return IDE_FAILED;
		write_next_sector();
	}
	return IDE_WORKING;
}

/*
 * With the cache off, what has been written is on the disk when the transfer ends: who writes in an
 * order that matters, or waits for what was written, needs no other call.
 */
static enum IdeState
turn_cache_off(void)
{
	phase = CACHE_OFF;
	outb(FEATURES, FEATURE_CACHE_OFF);
	outb(COMMAND, SET_FEATURES);
	return IDE_WORKING;
}

static enum IdeState
ended(enum IdeState state)
{
	if (state != IDE_WORKING)
		phase = IDLE;
	return state;
}

/* It may take its time for that (ATA 9.2): who is next sees whether it has come back. */
static void
reset(void)
{
	outb(CONTROL, CONTROL_RESET);
	wait_ready(READY_POLLS); /* 5 microseconds are enough */
	outb(CONTROL, 0);
	cache_on = had_cache;
}

/* Is the device ready for a command? */
static bool
ready(void)
{
	uint8_t status;

	outb(DEVICE, DEVICE_FIRST);
	status = wait_ready(READY_POLLS);
	/* It may wait for data still, for ever, if its last command failed half-way. */
	if (!(status & STATUS_BUSY) && (status & STATUS_DATA)) {
		reset();
		status = wait_ready(READY_POLLS);
	}
	return !(status & (STATUS_BUSY | STATUS_DATA));
}

enum IdeState
ide_start(const struct IdeTransfer *transfer)
{
	current = transfer;
	carried = 0;
	if (!ready())
		return ended(IDE_FAILED);
	return ended(transfer->t_write && cache_on ? turn_cache_off() : begin());
}

static enum IdeState
dma_interrupt(void)
{
	uint8_t how = inb(master + MASTER_STATUS), status;

	if (!(how & MASTER_INTERRUPT))
		return IDE_WORKING;
	outb(master + MASTER_COMMAND, 0);
	status = inb(STATUS);
	outb(master + MASTER_STATUS, how | MASTER_ERROR | MASTER_INTERRUPT);
	if (failed(status) || (status & STATUS_DATA) || (how & (MASTER_ERROR | MASTER_ACTIVE)))
		return IDE_FAILED;
	return IDE_DONE;
}

/* The device has a sector for us. */
static enum IdeState
read_interrupt(uint8_t status)
{
	if (!(status & STATUS_DATA))
		return IDE_FAILED;
	insw(DATA, sector_memory(carried), SECTSIZE / 2);
	carried++;
	return carried == current->t_count ? IDE_DONE : IDE_WORKING;
}

/* The device has taken a sector. */
static enum IdeState
write_interrupt(uint8_t status)
{
	bool wants_more = (status & STATUS_DATA) != 0;

	carried++;
	if (wants_more == (carried == current->t_count))
		return IDE_FAILED;
	if (!wants_more)
		return IDE_DONE;
	write_next_sector();
	return IDE_WORKING;
}

static enum IdeState
sector_interrupt(void)
{
	uint8_t status = inb(STATUS);

	if (status & STATUS_BUSY)
		return IDE_WORKING;
	if (failed(status))
		return IDE_FAILED;
	steps++;
	return phase == READING ? read_interrupt(status) : write_interrupt(status);
}

/*
 * A disk that refuses is not asked again: it is told after each write to empty its cache, or if it
 * cannot do that either, nothing can be done about it.
 */
static enum IdeState
cache_interrupt(void)
{
	uint8_t status = inb(STATUS);

	if (status & STATUS_BUSY)
		return IDE_WORKING;
	cache_on = false;
	must_flush = can_flush && failed(status);
	steps++;
	return begin();
}

/* A transfer has come so far. If it was a write, it may have to go from the cache to the disk. */
static enum IdeState
flush_after(enum IdeState state)
{
	if (state != IDE_DONE || !current->t_write || !must_flush)
		return state;
	phase = FLUSHING;
	outb(COMMAND, FLUSH_CACHE);
	steps++;
	return IDE_WORKING;
}

static enum IdeState
flush_interrupt(void)
{
	uint8_t status = inb(STATUS);

	if (status & STATUS_BUSY)
		return IDE_WORKING;
	return failed(status) ? IDE_FAILED : IDE_DONE;
}

enum IdeState
ide_interrupt(void)
{
	switch (phase) {
	case CACHE_OFF:
		return ended(cache_interrupt());
	case DMA:
		return ended(flush_after(dma_interrupt()));
	case READING:
	case WRITING:
		return ended(flush_after(sector_interrupt()));
	case FLUSHING:
		return ended(flush_interrupt());
	default:
		inb(STATUS);
		return IDE_WORKING;
	}
}

enum IdeState
ide_give_up(void)
{
	uint32_t before = steps;
	enum IdeState state;

	if (phase == DMA)
		outb(master + MASTER_COMMAND, 0);
	state = ide_interrupt();
	if (state != IDE_WORKING || steps != before)
		return state;
	reset();
	return ended(IDE_FAILED);
}
