/* SPDX-License-Identifier: MIT */
/*
 * runq.c - the queue of environments that could run.
 */
#include <kern/runq.h>

struct EnvLink runq = { &runq, &runq };
