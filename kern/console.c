/* SPDX-License-Identifier: MIT */
/*
 * console.c - joins the devices to one console.
 *
 * Everything is polled: the console works with interrupts off, early at boot and in a panic.
 */
#include <inc/kerninfo.h>
#include <inc/stdio.h>
#include <kern/cmdline.h>
#include <kern/console.h>
#include <kern/dev/kbd.h>
#include <kern/dev/serial.h>
#include <kern/dev/vga.h>
/* LAB 4 */
#include <inc/memlayout.h>
#include <kern/shootdown.h>
#include <kern/smp.h>
#include <kern/spinlock.h>
#include <kern/usercopy.h>
/* END LAB 4 */
/* LAB 5 */
#include <inc/string.h>
#include <kern/kmap.h>
/* END LAB 5 */

#define INPUT_SIZE 256 /* a power of two */

/* What the devices sent and nobody has read yet. Input that finds no room is lost. */
static char input[INPUT_SIZE];
static unsigned input_read, input_written; /* counted for ever; the index is the remainder */

/* What keys= on the command line says, and how much of it was taken. */
static char keys[CMDLINE_MAX];
static size_t keys_read;

void
cons_init(void)
{
	serial_init();
	vga_init();
	kbd_init();
	if (!cmdline_get("keys", keys, sizeof(keys)))
		keys[0] = '\0';
	/* LAB 5 */
	kerninfo->ki_typed = strlen(keys);
	/* END LAB 5 */
}

/* LAB 4 */
#define CHUNK_SIZE 256

static bool taken_over;

void
cons_take_over(void)
{
	taken_over = true;
}

/* Is there another processor that may use the console? If not, we may be on the boot stack. */
static bool
shared(void)
{
	return ncpus > 1 && !taken_over;
}

/* Takes the console, if that is needed, and says so to give_back(). */
static bool
take(void)
{
	if (!shared() || holding(&console_lock))
		return false;
	lock(&console_lock);
	return true;
}

/* When a variable that take() has set goes out of scope. */
static void
give_back(const bool *taken)
{
	if (*taken && !taken_over)
		unlock(&console_lock);
}

/*
 * A program's text. Reading it may fault, so it is read before the console is taken. It ends where
 * somebody on another processor has taken away a page after the check.
 */
static void
write_copy(const char *s, size_t n)
{
	char chunk[CHUNK_SIZE];

	for (size_t part; n > 0; s += part, n -= part) {
		part = MIN(n, sizeof(chunk));
		if (!copy_from_user(chunk, (uintptr_t)s, part))
			return;
		cons_write(chunk, part);
	}
}
/* END LAB 4 */

void
cons_write(const char *s, size_t n)
{
	/* LAB 4 */
	bool taken __attribute__((cleanup(give_back), unused)) = false;

	if (shared() && (uintptr_t)s < ULIM) {
		write_copy(s, n);
		return;
	}
	taken = take();
	/* END LAB 4 */
	serial_write(s, n);
	vga_write(s, n);
}

static void
take_input(char c)
{
	/* LAB 5 */
	kerninfo->ki_typed++;
	/* END LAB 5 */
	if (input_written - input_read < INPUT_SIZE)
		input[input_written++ % INPUT_SIZE] = c;
}

int
cons_getc(void)
{
	/* LAB 4 */
	bool taken __attribute__((cleanup(give_back), unused)) = take();

	if (shared())
		shootdown_answer(); /* who waits for a key waits long */
	/* END LAB 4 */
	if (keys[keys_read] != '\0')
		return (unsigned char)keys[keys_read++];
	serial_poll(take_input);
	kbd_poll(take_input);
	if (input_read == input_written)
		return 0;
	return (unsigned char)input[input_read++ % INPUT_SIZE];
}

/* LAB 5 */
void
cons_poll(void)
{
	bool taken __attribute__((cleanup(give_back), unused)) = take();

	serial_poll(take_input);
	kbd_poll(take_input);
}

void
cons_interrupts(void)
{
	bool taken __attribute__((cleanup(give_back), unused)) = take();

	serial_interrupts();
	kbd_interrupts(take_input);
}
/* END LAB 5 */

void
cputchar(int c)
{
	char ch = (char)c;

	cons_write(&ch, 1);
}

int
getchar(void)
{
	int c;

	while ((c = cons_getc()) == 0)
		__asm__ volatile("pause");
	return c;
}

int
iscons(int fd)
{
	(void)fd;
	return 1;
}
