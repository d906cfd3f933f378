/* SPDX-License-Identifier: MIT */
/*
 * message.c - how the boot loader says why it cannot go on, on the screen and on the first serial
 * port, and ends the machine. If all is well it says nothing.
 */
#include <inc/exercise.h>
#include <inc/x86.h>
#include <kern/boot/loader.h>
#include <kern/dev/power.h>
#include <kern/dev/uart.h>

#define DRAIN_POLLS 100000 /* at a microsecond each: longer than the port ever takes */

static void
serial_init(void)
{
	outb(COM1 + LCR, LCR_DLAB);
	outb(COM1 + DLL, CLOCK / RATE);
	outb(COM1 + DLM, 0);
	outb(COM1 + LCR, LCR_8N1);
}

/* A port that is not there reads as all ones: always ready, and what it is sent goes nowhere. */
static void
say_char(char c)
{
	struct BiosRegs regs = { .eax = 0x0E00 | (uint8_t)c }; /* int 10h, 0Eh: print al */

	while (!(inb(COM1 + LSR) & LSR_THRE))
		;
	outb(COM1 + THR, (uint8_t)c);
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

/* As machine_end() in kern/dev/power.c, whose serial port has a driver. */
void
die_end(void)
{
	say("\r\n");
	for (int polls = 0; polls < DRAIN_POLLS && !(inb(COM1 + LSR) & LSR_TEMT); polls++)
		;
	outb(QEMU_EXIT_PORT, END_NOT_STARTED);
	outw(QEMU_POWER_PORT, QEMU_POWER_OFF);
	for (const char *s = BOCHS_POWER_TEXT; *s != '\0'; s++)
		outb(BOCHS_POWER_PORT, (uint8_t)*s);
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
