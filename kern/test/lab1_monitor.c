/* SPDX-License-Identifier: MIT */
/*
 * lab1_monitor.c - the monitor with lines that readline() would not let through: it takes no
 * tabs.
 */
#include <inc/stdio.h>
#include <kern/command.h>
#include <kern/test/ktest.h>
#include <kern/test/lab1.h>

static char typed_lines[][48] = { "\tnosuch\t", "\t \t",	  "kerninfo\tx", "kerninfo \t",
				  "help\t",	"backtrace\t1 2", "poweroff" };
static size_t ntyped;

static char *
next_line(const char *prompt)
{
	ktest_say("words %s", ktest_hex((uint32_t)ntyped));
	return typed_lines[ntyped++];
}

#define readline next_line
#define monitor other_monitor
#include <kern/monitor.c>

void
run_words(uint32_t nonce)
{
	monitor(NULL);
}
