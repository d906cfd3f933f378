/* SPDX-License-Identifier: MIT */
/*
 * lab1_serial.c - the driver of the serial port above a port of our own, which may be absent, or
 * not ready for any time.
 */
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/dev/uart.h>
#include <kern/test/ktest.h>
#include <kern/test/lab1.h>

#define NEVER 0x7FFFFFFF
#define SLOW 5 /* looks at LSR that each byte takes */

static struct {
	bool there;
	int busy; /* it will be ready after so many looks at LSR */
	int busy_after_byte;
	uint32_t looks;
	uint8_t lcr;
	char sent[16]; /* a text; what does not fit is only counted */
	uint32_t nsent;
} slow_port;

static uint8_t
port_in(uint16_t address)
{
	if (!slow_port.there)
		return 0xFF;
	if (address == COM1 + LCR)
		return slow_port.lcr;
	if (address != COM1 + LSR)
		return 0;
	slow_port.looks++;
	if (slow_port.busy > 0) {
		slow_port.busy--;
		return 0;
	}
	return LSR_THRE | LSR_TEMT;
}

static void
port_out(uint16_t address, uint8_t value)
{
	if (address == COM1 + LCR)
		slow_port.lcr = value;
	if (address != COM1 + THR || slow_port.lcr & LCR_DLAB)
		return;
	if (slow_port.nsent < sizeof(slow_port.sent) - 1)
		slow_port.sent[slow_port.nsent] = (char)value;
	slow_port.nsent++;
	slow_port.busy = slow_port.busy_after_byte;
}

#define inb port_in
#define outb port_out
#define serial_init slow_serial_init
#define serial_write slow_serial_write
#define serial_drain slow_serial_drain
#define serial_poll slow_serial_poll
/* LAB 5 */
#define serial_interrupts slow_serial_interrupts
/* END LAB 5 */
#include <kern/dev/serial.c>

/* Writes a text and says what the port was asked and got meanwhile. */
static void
write_and_say(const char *what, const char *text, size_t n)
{
	slow_port.looks = 0;
	slow_port.nsent = 0;
	memset(slow_port.sent, 0, sizeof(slow_port.sent));
	serial_write(text, n);
	ktest_say("%s looks %s", what, ktest_hex(slow_port.looks));
	ktest_say("%s sent %s [%s]", what, ktest_hex(slow_port.nsent), slow_port.sent);
}

void
run_port(uint32_t nonce)
{
	char word[8];

	for (size_t i = 0; i < sizeof(word) - 1; i++)
		word[i] = (char)('a' + ktest_random(&nonce) % 26);
	word[sizeof(word) - 1] = '\0';
	serial_init();
	write_and_say("absent", word, 3);
	slow_port.there = true;
	serial_init();
	slow_port.busy_after_byte = SLOW;
	write_and_say("slow", word, 7);
	slow_port.busy = NEVER;
	write_and_say("stuck", word, 1);
	write_and_say("still", word, 3);
	slow_port.busy = 0;
	write_and_say("again", word, 7);
}
