/* SPDX-License-Identifier: MIT */
/*
 * pic.c - the two 8259A interrupt controllers of a PC (Intel 8259A data sheet, 231468).
 */
#include <inc/trap.h>
#include <inc/x86.h>
#include <kern/dev/pic.h>

#define MASTER 0x20
#define SLAVE 0xA0
#define DATA 1 /* the second port of each */

#define ICW1_INIT 0x11	/* edge-triggered, cascaded, ICW4 follows */
#define ICW3_SLAVE_AT 2 /* the master's line that the slave is on */
#define ICW4_8086 0x01
#define MASK_ALL 0xFF
/* LAB 4 */
#define OCW2_EOI 0x20 /* the one of highest priority, which is the one being answered */
/* END LAB 4 */

void
pic_disable(void)
{
	/* Vectors that are no exceptions, in case a line fires just before it is masked. */
	outb(MASTER, ICW1_INIT);
	outb(SLAVE, ICW1_INIT);
	outb(MASTER + DATA, IRQ_OFFSET);
	outb(SLAVE + DATA, IRQ_OFFSET + 8);
	outb(MASTER + DATA, 1 << ICW3_SLAVE_AT);
	outb(SLAVE + DATA, ICW3_SLAVE_AT);
	outb(MASTER + DATA, ICW4_8086);
	outb(SLAVE + DATA, ICW4_8086);
	outb(MASTER + DATA, MASK_ALL);
	outb(SLAVE + DATA, MASK_ALL);
}

/* LAB 4 */
/* LAB 5 */
#define LINES 8		   /* of each */
#define OCW3_READ_ISR 0x0B /* what is being answered, a bit for each line */

static bool
in_service(uint16_t controller, int line)
{
	outb(controller, OCW3_READ_ISR);
	return (inb(controller) & 1 << line) != 0;
}

void
pic_line_eoi(int line)
{
	if (line >= LINES) {
		if (in_service(SLAVE, line - LINES))
			outb(SLAVE, OCW2_EOI);
		line = ICW3_SLAVE_AT;
	}
	if (in_service(MASTER, line))
		outb(MASTER, OCW2_EOI);
}
/* END LAB 5 */

void
pic_unmask(int line)
{
	/* LAB 5 */
	if (line >= LINES) {
		outb(SLAVE + DATA, inb(SLAVE + DATA) & ~(1 << (line - LINES)));
		line = ICW3_SLAVE_AT;
	}
	/* END LAB 5 */
	outb(MASTER + DATA, inb(MASTER + DATA) & ~(1 << line));
}

void
pic_eoi(void)
{
	outb(MASTER, OCW2_EOI);
}
/* END LAB 4 */
