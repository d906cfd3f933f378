/* SPDX-License-Identifier: MIT */
/*
 * kbd.c - the keyboard behind an 8042 controller, polled. The BIOS has left the controller
 * translating to scan code set 1: the code of a key, plus 0x80 when it is let go; 0xE0 before
 * the codes of the keys that the first PC did not have.
 */
#include <inc/x86.h>
#include <kern/dev/kbd.h>

#define KBD_DATA 0x60
#define KBD_STATUS 0x64
#define STATUS_FULL 0x01  /* a byte can be read ... */
#define STATUS_MOUSE 0x20 /* ... and it comes from the mouse */
#define STATUS_NONE 0xFF  /* what is read where no controller is */

#define CODE_EXTENDED 0xE0
#define CODE_RELEASED 0x80
#define CODE_CTRL 0x1D
#define CODE_SHIFT_LEFT 0x2A
#define CODE_SHIFT_RIGHT 0x36
#define CODE_CAPS 0x3A

/* So many bytes at a time, or a controller gone mad would keep the kernel for ever. */
#define POLL_MAX 64

static bool present;
static bool shift_left, shift_right, ctrl, caps;
static bool extended; /* the byte before was CODE_EXTENDED */

/* The characters of scan codes 0 to 0x39, without and with shift; 0 where there is none. */
static const char plain[] =
	"\0\0331234567890-=\b\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
static const char shifted[] =
	"\0\033!@#$%^&*()_+\b\tQWERTYUIOP{}\n\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";
static_assert(sizeof(plain) == 0x3A + 1 && sizeof(shifted) == sizeof(plain), "one per scan code");

void
kbd_init(void)
{
	present = inb(KBD_STATUS) != STATUS_NONE;
}

/* LAB 5 */
#define KBD_COMMAND 0x64
#define COMMAND_READ_MODE 0x20 /* of the 8042 (Intel 8042AH data sheet; IBM AT reference, 1-44) */
#define COMMAND_WRITE_MODE 0x60
#define COMMAND_DISABLE 0xAD /* sets MODE_DISABLED */
#define COMMAND_ENABLE 0xAE
#define MODE_INTERRUPT 0x01
#define MODE_DISABLED 0x10
#define STATUS_BUSY 0x02 /* it has yet to take what was written */
#define ANSWER_POLLS 100000

/* Waits until the status has these of the bits in mask. */
static bool
kbd_wait(uint8_t mask, uint8_t bits)
{
	for (int polls = ANSWER_POLLS; polls > 0; polls--) {
		if ((inb(KBD_STATUS) & mask) == bits)
			return true;
	}
	return false;
}

/* Has the controller do something. False if it takes no command. */
static bool
kbd_command(uint8_t command)
{
	if (!kbd_wait(STATUS_BUSY, 0))
		return false;
	outb(KBD_COMMAND, command);
	return kbd_wait(STATUS_BUSY, 0);
}

void
kbd_interrupts(void (*take)(char c))
{
	uint8_t mode;

	if (!present || !kbd_command(COMMAND_DISABLE))
		return;
	/* A key that has come, or comes now, would be taken for the answer. */
	kbd_poll(take);
	if (!kbd_command(COMMAND_READ_MODE) || !kbd_wait(STATUS_FULL, STATUS_FULL)) {
		kbd_command(COMMAND_ENABLE);
		return;
	}
	mode = (inb(KBD_DATA) & ~MODE_DISABLED) | MODE_INTERRUPT;
	if (kbd_command(COMMAND_WRITE_MODE))
		outb(KBD_DATA, mode);
}
/* END LAB 5 */

/* What a terminal sends behind ESC [ for an extended key, or null. */
static const char *
extended_key(uint8_t code)
{
	switch (code) {
	case 0x48:
		return "A"; /* up */
	case 0x50:
		return "B"; /* down */
	case 0x4D:
		return "C"; /* right */
	case 0x4B:
		return "D"; /* left */
	case 0x47:
		return "H"; /* home */
	case 0x4F:
		return "F"; /* end */
	case 0x53:
		return "3~"; /* delete */
	case 0x49:
		return "5~"; /* page up */
	case 0x51:
		return "6~"; /* page down */
	default:
		return NULL;
	}
}

static void
type_extended(uint8_t code, void (*take)(char c))
{
	const char *sequence = extended_key(code);

	if (code == 0x1C || code == 0x35) /* Enter and / of the number pad */
		take(plain[code]);
	if (!sequence)
		return;
	take('\033');
	take('[');
	while (*sequence != '\0')
		take(*sequence++);
}

static void
type_plain(uint8_t code, void (*take)(char c))
{
	char c;

	if (code >= sizeof(plain) - 1)
		return;
	c = shift_left || shift_right ? shifted[code] : plain[code];
	if (caps && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
		c ^= 'a' ^ 'A';
	if (ctrl && ((c >= '@' && c <= '_') || (c >= 'a' && c <= 'z')))
		c &= 0x1F;
	if (c != '\0')
		take(c);
}

/* Follows the keys that change what others mean. Returns whether code is one of them. */
static bool
modifier(uint8_t code, bool pressed)
{
	switch (code) {
	case CODE_CTRL:
		ctrl = pressed;
		return true;
	case CODE_SHIFT_LEFT:
		shift_left = !extended && pressed; /* E0 2A is part of other keys' codes */
		return true;
	case CODE_SHIFT_RIGHT:
		shift_right = !extended && pressed;
		return true;
	case CODE_CAPS:
		caps ^= pressed;
		return true;
	default:
		return false;
	}
}

static void
take_code(uint8_t byte, void (*take)(char c))
{
	uint8_t code = byte & ~CODE_RELEASED;
	bool pressed = !(byte & CODE_RELEASED);

	if (byte == CODE_EXTENDED) {
		extended = true;
		return;
	}
	if (!modifier(code, pressed) && pressed) {
		if (extended)
			type_extended(code, take);
		else
			type_plain(code, take);
	}
	extended = false;
}

void
kbd_poll(void (*take)(char c))
{
	uint8_t status, byte;

	for (int n = 0; present && n < POLL_MAX; n++) {
		status = inb(KBD_STATUS);
		if (!(status & STATUS_FULL))
			return;
		byte = inb(KBD_DATA);
		if (!(status & STATUS_MOUSE))
			take_code(byte, take);
	}
}
