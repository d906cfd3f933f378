/* SPDX-License-Identifier: MIT */
/*
 * lab1_vga.c - the driver of the screen above a card of our own, with a memcpy() that looks at what
 * it is given.
 */
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/test/ktest.h>
#include <kern/test/lab1.h>

static uint8_t crtc_registers[256], crtc_index; /* of the CRT controller */
static uint32_t overlaps;

static uint8_t
card_in(uint16_t address)
{
	return crtc_registers[crtc_index];
}

static void
card_out(uint16_t address, uint8_t value)
{
	if (address & 1)
		crtc_registers[crtc_index] = value;
	else
		crtc_index = value;
}

/* C allows memcpy() to copy in any order, so it must not be asked to move. */
static void *
card_copy(void *dst, const void *src, size_t n)
{
	uint32_t to = (uint32_t)dst, from = (uint32_t)src;

	overlaps += to < from + n && from < to + n;
	return memmove(dst, src, n);
}

#define inb card_in
#define outb card_out
#define memcpy card_copy
#define vga_init other_vga_init
#define vga_write other_vga_write
#include <kern/dev/vga.c>

void
run_card(uint32_t nonce)
{
	vga_init();
	for (int row = 0; row < 2 * ROWS; row++)
		vga_write("row\n", 4);
	ktest_say("overlaps %s", ktest_hex(overlaps));
	vga_write("\033[H.", 4);
	ktest_say("dirty %s %s", dirty_low >= ROWS * COLUMNS ? "0" : "1",
		  dirty_high == 0 ? "0" : "1");
}
