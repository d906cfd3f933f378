/* SPDX-License-Identifier: MIT */
/*
 * interrupt.c - answers interrupts.
 */
#include <kern/dev/lapic.h>
#include <kern/dev/pic.h>
#include <kern/interrupt.h>
#include <kern/shootdown.h>

bool
interrupt(uint32_t vector)
{
	switch (vector) {
	case INT_TIMER:
	case INT_WAKE:
	case INT_FLUSH:
		break;
	default:
		/* Spurious ones are not acknowledged (SDM 3A, 10.9). */
		return false;
	}
	if (lapic_present())
		lapic_eoi();
	else
		pic_eoi();
	if (vector == INT_FLUSH)
		shootdown_answer();
	return vector != INT_FLUSH;
}
