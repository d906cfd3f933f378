/* SPDX-License-Identifier: MIT */
/*
 * lab5_kbd.c - the driver of the keyboard above a controller of our own, where keys are pressed at
 * the worst of moments.
 */
#include <inc/x86.h>
#include <kern/test/ktest.h>

extern const struct Ktest ktests_lab5_kbd[];

#define MODE 0x64 /* translates, and does not interrupt */
#define DISABLED 0x10

/* The keyboard sends what is pressed as soon as there is room, unless it is disabled. */
static struct {
	const char *pressed; /* scan codes */
	bool mute;	     /* it does not answer */
	bool full;
	uint8_t output, mode, command;
	bool answers; /* the mode is the next to be sent */
} controller;

static void
send(void)
{
	if (controller.full)
		return;
	controller.full = true;
	if (*controller.pressed != '\0' && !(controller.mode & DISABLED)) {
		controller.output = (uint8_t)*controller.pressed++;
	} else if (controller.answers) {
		controller.output = controller.mode;
		controller.answers = false;
	} else {
		controller.full = false;
	}
}

static uint8_t
controller_in(uint16_t port)
{
	send();
	if (port == 0x64)
		return controller.full ? 0x01 : 0;
	controller.full = false;
	return controller.output;
}

static void
controller_out(uint16_t port, uint8_t value)
{
	send();
	if (port == 0x60 && controller.command == 0x60)
		controller.mode = value;
	controller.command = port == 0x64 ? value : 0;
	if (controller.command == 0xAD)
		controller.mode |= DISABLED;
	if (controller.command == 0xAE)
		controller.mode &= ~DISABLED;
	controller.answers = controller.command == 0x20 && !controller.mute;
}

#define inb controller_in
#define outb controller_out
#define kbd_init model_kbd_init
#define kbd_poll model_kbd_poll
#define kbd_interrupts model_kbd_interrupts
#include <kern/dev/kbd.c>

static char typed[16];
static size_t ntyped;

static void
note(char c)
{
	if (ntyped < sizeof(typed) - 1)
		typed[ntyped++] = c;
}

/* Says what the mode is once interrupts are wanted, and what was typed before and after that. */
static void
try(const char *what, bool mute, const char *before, const char *after)
{
	ntyped = 0;
	controller.mode = MODE;
	controller.mute = mute;
	controller.pressed = before;
	kbd_init();
	kbd_interrupts(note);
	kbd_poll(note);
	controller.pressed = after;
	kbd_poll(note);
	typed[ntyped] = '\0';
	ktest_say("%s mode %02x typed [%s]", what, controller.mode, typed);
}

static void
run_kbd(uint32_t nonce)
{
	try("quiet", false, "", "\x1E");
	try("busy", false, "\x1E\x9E\x30\xB0", "\x2E\xAE");
	try("mute", true, "\x1E", "\x30");
}

const struct Ktest ktests_lab5_kbd[] = {
	{ "kbd", KTEST_KMAP, run_kbd },
	{ NULL, KTEST_KMAP, NULL },
};
