/* SPDX-License-Identifier: MIT */
/*
 * ioapic.c - the IOAPIC (Intel 82093AA data sheet, 290566-001).
 */
#include <inc/types.h>
#include <kern/dev/ioapic.h>

/* Two registers in memory (3.1): which of the others is meant, and its value. */
#define SELECT 0x00
#define WINDOW 0x10

#define VERSION 0x01		     /* 3.2.2: the number of the last line in bits 16 to 23 */
#define LINE_LOW(n) (0x10 + 2 * (n)) /* 3.2.4: the redirection table */
#define LINE_MASKED 0x10000

void
ioapic_mask_all(volatile void *registers)
{
	volatile uint32_t *select = registers;
	volatile uint32_t *window = select + WINDOW / sizeof(*window);
	uint32_t last;

	*select = VERSION;
	last = (*window >> 16) & 0xFF;
	for (uint32_t line = 0; line <= last; line++) {
		*select = LINE_LOW(line);
		*window = LINE_MASKED;
	}
}
