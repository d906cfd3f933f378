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
}

void
cons_write(const char *s, size_t n)
{
	serial_write(s, n);
	vga_write(s, n);
}

static void
take_input(char c)
{
	if (input_written - input_read < INPUT_SIZE)
		input[input_written++ % INPUT_SIZE] = c;
}

int
cons_getc(void)
{
	if (keys[keys_read] != '\0')
		return (unsigned char)keys[keys_read++];
	serial_poll(take_input);
	kbd_poll(take_input);
	if (input_read == input_written)
		return 0;
	return (unsigned char)input[input_read++ % INPUT_SIZE];
}

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
