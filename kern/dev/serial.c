/* SPDX-License-Identifier: MIT */
/*
 * serial.c - the serial port, a 16550 UART (uart.h), polled.
 *
 * Bytes go out as they are: the terminal at the other end (QEMU's, or one that maps line feeds)
 * makes a new line of '\n' alone.
 */
#include <inc/x86.h>
#include <kern/dev/serial.h>
#include <kern/dev/uart.h>

/* One byte takes 87 microseconds to send, a port access about one: far more than ever needed. */
#define SEND_POLLS 100000
/* So many bytes at a time, or a port gone mad would keep the kernel for ever. */
#define POLL_MAX 64

static bool present;
static bool stuck; /* did not become ready in time: no more waiting until it is */

/*
 * Exercise 1.6 (9 points): find the serial port and set it up.
 *
 * First see whether there is one at all: write LCR_DLAB to the register LCR and read it back. Where
 * no device answers, a read gives 0xFF. If anything else than LCR_DLAB comes back, return with
 * present still false.
 * With LCR_DLAB set, write the divisor CLOCK / RATE, its low byte to DLL and its high byte to DLM.
 * Then set the format LCR_8N1, which also clears LCR_DLAB; no interrupts (0 to IER); clear and
 * enable the FIFOs (FCR); raise the modem lines (MCR_DTR_RTS to MCR); and set present.
 * A register r is the I/O port COM1 + r: see inb() and outb() in inc/x86.h.
 */
void
serial_init(void)
{
	/* EXERCISE 1.6 serial_init */
	outb(COM1 + LCR, LCR_DLAB);
	if (inb(COM1 + LCR) != LCR_DLAB)
		return;
	outb(COM1 + DLL, (CLOCK / RATE) & 0xFF);
	outb(COM1 + DLM, (CLOCK / RATE) >> 8);
	outb(COM1 + LCR, LCR_8N1);
	outb(COM1 + IER, 0);
	outb(COM1 + FCR, FCR_ENABLE | FCR_CLEAR);
	outb(COM1 + MCR, MCR_DTR_RTS);
	present = true;
	/* END EXERCISE 1.6 */
}

/*
 * Exercise 1.6, continued: send one byte.
 *
 * Wait until the register LSR shows LSR_THRE, then write the byte to THR. Look at most SEND_POLLS
 * times. If the port is not ready even then, set stuck and drop the byte; while stuck is set, look
 * only once for each byte, and clear stuck when the port is ready again.
 */
static void
send(uint8_t byte)
{
	/* EXERCISE 1.6 send */
	int polls = stuck ? 1 : SEND_POLLS;

	while (!(inb(COM1 + LSR) & LSR_THRE)) {
		if (--polls == 0) {
			stuck = true;
			return;
		}
	}
	stuck = false;
	outb(COM1 + THR, byte);
	/* END EXERCISE 1.6 */
}

void
serial_write(const char *s, size_t n)
{
	if (!present)
		return;
	for (size_t i = 0; i < n; i++)
		send((uint8_t)s[i]);
}

void
serial_drain(void)
{
	int polls = stuck ? 0 : SEND_POLLS;

	while (polls > 0 && !(inb(COM1 + LSR) & LSR_TEMT))
		polls--;
}

/* LAB 5 */
void
serial_interrupts(void)
{
	if (!present)
		return;
	outb(COM1 + MCR, MCR_DTR_RTS | MCR_OUT2);
	outb(COM1 + IER, IER_DATA);
}
/* END LAB 5 */

void
serial_poll(void (*take)(char c))
{
	for (int n = 0; present && n < POLL_MAX && inb(COM1 + LSR) & LSR_DATA; n++)
		take((char)inb(COM1 + RBR));
}
