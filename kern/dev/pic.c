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
void
pic_unmask(int line)
{
	outb(MASTER + DATA, inb(MASTER + DATA) & ~(1 << line));
}

void
pic_eoi(void)
{
	outb(MASTER, OCW2_EOI);
}
/* END LAB 4 */
