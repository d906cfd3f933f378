/* SPDX-License-Identifier: MIT */
/*
 * pci.h - the PCI bus: which devices there are, and their configuration registers.
 */
#ifndef EXOLAB_KERN_DEV_PCI_H
#define EXOLAB_KERN_DEV_PCI_H

#include <inc/types.h>

/* Configuration registers (PCI Local Bus Specification 2.2, 6.1), as offsets of 32-bit words. */
#define PCI_ID 0x00	 /* vendor and device */
#define PCI_COMMAND 0x04 /* the command; in the high half the status */
#define PCI_CLASS 0x08	 /* class, subclass, programming interface, revision */
#define PCI_HEADER 0x0C	 /* header type in bits 16 to 23 */
#define PCI_BAR(n) (0x10 + 4 * (n))

#define PCI_COMMAND_IO 0x1     /* it answers at its I/O ports */
#define PCI_COMMAND_MASTER 0x4 /* it may read and write memory by itself */
#define PCI_BAR_IO 0x1	       /* the base is that of I/O ports */

/* The name of a function of a device, as the address register has it. 0: none. */
typedef uint32_t pcifunc_t;

/*
 * The first function on bus 0 of this class and subclass (specification, appendix D); 0 if there is
 * none, or no PCI bus.
 */
pcifunc_t pci_find(uint8_t class, uint8_t subclass);

uint32_t pci_read(pcifunc_t function, uint8_t reg);
void pci_write(pcifunc_t function, uint8_t reg, uint32_t value);

#endif
