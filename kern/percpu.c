/* SPDX-License-Identifier: MIT */
/*
 * percpu.c - what each processor has to itself.
 */
#include <kern/percpu.h>

struct Cpu cpus[NCPU];
