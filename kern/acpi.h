/* SPDX-License-Identifier: MIT */
/*
 * acpi.h - what ACPI says about processors and interrupt controllers.
 */
#ifndef EXOLAB_KERN_ACPI_H
#define EXOLAB_KERN_ACPI_H

#include <kern/firmware.h>

/* Reads the MADT. Returns false, with *p as it was, if there is none or it is not in order. */
bool acpi_processors(struct Processors *p);

#endif
