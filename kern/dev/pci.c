/* SPDX-License-Identifier: MIT */
/*
 * pci.c - the PCI bus, through configuration mechanism #1 (PCI Local Bus Specification 2.2,
 * 3.2.2.3.2). The firmware has given each device its addresses; we only ask for them.
 */
#include <inc/x86.h>
#include <kern/dev/pci.h>

#define ADDRESS 0xCF8
#define DATA 0xCFC

#define ADDRESS_ENABLE 0x80000000u
#define DEVICE_SHIFT 11
#define FUNCTION_SHIFT 8
#define DEVICES 32
#define FUNCTIONS 8

#define NO_DEVICE 0xFFFF /* vendor id where nobody answers */
#define HEADER_MULTI (0x80u << 16)
#define CLASS_SHIFT 24
#define SUBCLASS_SHIFT 16

uint32_t
pci_read(pcifunc_t function, uint8_t reg)
{
	outl(ADDRESS, function | reg);
	return inl(DATA);
}

void
pci_write(pcifunc_t function, uint8_t reg, uint32_t value)
{
	outl(ADDRESS, function | reg);
	outl(DATA, value);
}

/* A host bridge keeps what is written to its address register; nobody else does. */
static bool
present(void)
{
	outl(ADDRESS, ADDRESS_ENABLE);
	return inl(ADDRESS) == ADDRESS_ENABLE;
}

pcifunc_t
pci_find(uint8_t class, uint8_t subclass)
{
	uint32_t wanted = (uint32_t) class << CLASS_SHIFT | (uint32_t)subclass << SUBCLASS_SHIFT;

	if (!present())
		return 0;
	for (uint32_t device = 0; device < DEVICES; device++) {
		pcifunc_t first = ADDRESS_ENABLE | device << DEVICE_SHIFT;
		uint32_t n = 1;

		if ((pci_read(first, PCI_ID) & 0xFFFF) == NO_DEVICE)
			continue;
		if (pci_read(first, PCI_HEADER) & HEADER_MULTI)
			n = FUNCTIONS;
		for (uint32_t i = 0; i < n; i++) {
			pcifunc_t function = first | i << FUNCTION_SHIFT;

			/* Where nobody answers, no class comes out that is wanted. */
			if ((pci_read(function, PCI_CLASS) & 0xFFFF0000) == wanted)
				return function;
		}
	}
	return 0;
}
