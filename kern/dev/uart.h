/* SPDX-License-Identifier: MIT */
/*
 * uart.h - the registers of a serial port, a 16550 UART, for its driver and for code that runs
 * where there is none: the boot loader, the kernel's first instructions. Usable from C and from
 * assembler. Names as in the data sheet (National Semiconductor PC16550D, section 8).
 */
#ifndef EXOLAB_KERN_DEV_UART_H
#define EXOLAB_KERN_DEV_UART_H

#define COM1 0x3F8 /* the first serial port; a register r is the I/O port COM1 + r */

/* Registers. With LCR_DLAB set, the first two are the divisor. */
#define RBR 0 /* read: received byte */
#define THR 0 /* write: byte to send */
#define DLL 0
#define IER 1 /* interrupts */
#define DLM 1
#define FCR 2 /* write: FIFOs */
#define LCR 3 /* line format */
#define MCR 4 /* modem lines */
#define LSR 5 /* line status */

#define FCR_ENABLE 0x01
#define FCR_CLEAR 0x06 /* both FIFOs */
#define LCR_8N1 0x03
#define LCR_DLAB 0x80
#define MCR_DTR_RTS 0x03
/* LAB 5 */
#define IER_DATA 0x01 /* a byte has arrived */
#define MCR_OUT2 0x08 /* in a PC: the interrupt line is connected */
/* END LAB 5 */
#define LSR_DATA 0x01 /* a byte has arrived */
#define LSR_THRE 0x20 /* ready to send */
#define LSR_TEMT 0x40 /* all is sent */

#define CLOCK 115200 /* the divisor 1 gives this rate */
#define RATE 115200

#ifdef __ASSEMBLER__
/* clang-format off */
/*
 * Waits until all is sent, but not for ever, in 16-bit and in 32-bit code. Changes eax, ecx, edx. A
 * port that is not there reads as all ones: nothing to wait for.
 */
#define UART_DRAIN				\
	movl	$0xFFFF, %ecx;			\
	movw	$(COM1 + LSR), %dx;		\
90:	inb	%dx, %al;			\
	testb	$LSR_TEMT, %al;			\
	loopz	90b
/* clang-format on */
#endif

#endif
