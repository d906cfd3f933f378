/* SPDX-License-Identifier: MIT */
/*
 * message.c - how the boot loader says why it cannot go on, on the screen and on the first serial
 * port, and ends the machine. If all is well it says nothing.
 */
#include <inc/exercise.h>
#include <inc/x86.h>
#include <kern/boot/loader.h>

#define COM1 0x3F8
#define COM_DIVISOR_LOW (COM1 + 0)  /* while COM_LCR_DLAB is set */
#define COM_DIVISOR_HIGH (COM1 + 1) /* while COM_LCR_DLAB is set */
#define COM_LCR (COM1 + 3)
#define COM_LCR_8N1 0x03
#define COM_LCR_DLAB 0x80
#define COM_LSR (COM1 + 5)
#define COM_LSR_TX_EMPTY 0x20

static void
serial_init(void)
{
	outb(COM_LCR, COM_LCR_DLAB);
	outb(COM_DIVISOR_LOW, 1); /* 115200 baud */
	outb(COM_DIVISOR_HIGH, 0);
	outb(COM_LCR, COM_LCR_8N1);
}

/* A port that is not there reads as all ones: always ready, and what it is sent goes nowhere. */
static void
say_char(char c)
{
	struct BiosRegs regs = { .eax = 0x0E00 | (uint8_t)c }; /* int 10h, 0Eh: print al */

	while (!(inb(COM_LSR) & COM_LSR_TX_EMPTY))
		;
	outb(COM1, (uint8_t)c);
	bios_call(0x10, &regs);
}

void
say(const char *text)
{
	for (; *text; text++)
		say_char(*text);
}

void
say_number(uint32_t number)
{
	if (number >= 10)
		say_number(number / 10);
	say_char((char)('0' + number % 10));
}

void
die_begin(void)
{
	serial_init();
	say("boot: ");
}

/*
 * As machine_end() in kern/dev/power.c: one way after the other; those that are not there do
 * nothing.
 */
void
die_end(void)
{
	const char *p;

	say("\r\n");
	outb(QEMU_EXIT_PORT, END_NOT_STARTED);
	outw(QEMU_POWER_PORT, QEMU_POWER_OFF);
	for (p = BOCHS_POWER_TEXT; *p; p++)
		outb(BOCHS_POWER_PORT, (uint8_t)*p);
	for (;;)
		hlt();
}

void
die(const char *text)
{
	die_begin();
	say(text);
	die_end();
}

/* For the boot loader's own exercises, and those in the files it shares with the kernel. */
void
exercise_missing(const char *message)
{
	die(message);
}

void
die_memory(void)
{
	die("this machine has too little memory: Exolab wants 16 MiB");
}
