/* SPDX-License-Identifier: MIT */
/*
 * init.c - the kernel from its first C function to the first program: each part is set up after
 * those that it builds on.
 */
#include <inc/stdio.h>
#include <kern/backtrace.h>
#include <kern/boot/bootinfo.h>
#include <kern/cmdline.h>
#include <kern/console.h>
#include <kern/dev/power.h>
#include <kern/monitor.h>
#include <kern/panic.h>
#include <kern/test/ktest.h>
/* LAB 2 */
#include <kern/cpu.h>
#include <kern/frame.h>
#include <kern/kmap.h>
/* END LAB 2 */
/* LAB 3 */
#include <inc/string.h>
#include <kern/archive.h>
#include <kern/dev/pic.h>
#include <kern/env.h>
#include <kern/gdt.h>
#include <kern/idt.h>
#include <kern/program.h>
#include <kern/sched.h>
#include <kern/trap.h>
/* END LAB 3 */
/* LAB 4 */
#include <kern/apstart.h>
#include <kern/fpu.h>
#include <kern/smp.h>
#include <kern/spinlock.h>
#include <kern/timer.h>
/* END LAB 4 */
/* LAB 5 */
#include <kern/binding.h>
#include <kern/clock.h>
#include <kern/consinput.h>
#include <kern/disk.h>
/* END LAB 5 */

/* The loader's report, copied: its own memory is handed out by page_alloc(). */
static struct BootInfo boot;

/* Called by kern/entry.S with the kernel address of the loader's report. */
void i386_init(const struct BootInfo *report) __noreturn;

/* Nothing is left to run: ends the machine if the command line says so, or asks the person. */
static void __noreturn
idle(void)
{
	if (cmdline_has("end"))
		machine_end(END_GOOD);
	for (;;)
		monitor(NULL);
}

/* Runs the tests of kern/test/ that the command line names, if this is their stage. */
static void
run_ktests(enum KtestStage stage)
{
	char names[64];

	if (!cmdline_get("ktest", names, sizeof(names)))
		return;
	if (!ktest_exist(names)) {
		if (stage == KTEST_CONSOLE)
			cprintf("cannot run ktest %s: there is no such test\n", names);
		if (cmdline_has("end"))
			machine_end(END_NOT_STARTED);
	} else if (ktest_run(names, stage) && cmdline_has("end") && !cmdline_has("run")) {
		machine_end(END_GOOD);
	}
}

/* LAB 2 */
static void
init_memory(void)
{
	cpu_init();
	/* LAB 4 */
	fpu_init();
	/* END LAB 4 */
	frames_init(&boot);
	run_ktests(KTEST_FRAMES);
	kmap_init();
	run_ktests(KTEST_KMAP);
}
/* END LAB 2 */

/* LAB 5 */
/* Takes back from an environment that ends what it holds besides memory. */
static void
release(struct Env *e)
{
	consinput_release(e);
	clock_release(e);
	disk_release(e);
	binding_release(e);
}

static void
init_bindings(void)
{
	binding_init();
	env_release = release;
	kerninfo->ki_disk_sectors = disk_init();
}

/* The first program owns the disk; what it makes of that is its own affair. */
static void
give_disk(struct Env *e)
{
	lock(&sched_lock);
	binding_root(e, BIND_SECTORS, 0, kerninfo->ki_disk_sectors);
	unlock(&sched_lock);
}
/* END LAB 5 */

/* LAB 3 */
static void
init_environments(void)
{
	kerninfo->ki_features = cpu_features;
	kerninfo->ki_nframes = npages;
	kerninfo->ki_nenvs = NENV;
	kerninfo->ki_ncpus = 1;
	strlcpy(kerninfo->ki_cmdline, boot.bi_cmdline, sizeof(kerninfo->ki_cmdline));

	archive_init(&boot);
	pic_disable();
	gdt_init();
	trap_init();
	env_init();
	sched_idle = idle;
	/* LAB 5 */
	init_bindings();
	/* END LAB 5 */
	/* With `end` nobody is there to answer the monitor, unless the command line does. */
	if (!cmdline_has("end") || cmdline_has("keys"))
		trap_debugger = monitor;
}

/* Starts the programs of run=NAME[,NAME...], in this order. */
static void
start_programs(void)
{
	static char list[CMDLINE_MAX];
	char *name = list;
	/* LAB 5 */
	bool first = true;
	/* END LAB 5 */

	if (!cmdline_get("run", list, sizeof(list)))
		return;
	while (name) {
		char *comma = strchr(name, ',');
		struct Env *e;
		int r;

		if (comma)
			*comma++ = '\0';
		r = program_start(name, 0, &e);
		if (r < 0 && cmdline_has("end"))
			machine_end(END_NOT_STARTED);
		/* LAB 5 */
		if (r == 0 && first) {
			give_disk(e);
			first = false;
		}
		/* END LAB 5 */
		name = comma;
	}
}
/* END LAB 3 */

/* LAB 4 */
static void
stop_others(void)
{
	smp_stop_others();
	cons_take_over();
}

/* The others wait until sched_lock is given back. */
static void
init_processors(void)
{
	panic_stop_others = stop_others;
	smp_find();
	timer_init();
	lock(&sched_lock);
	smp_start(sched_join);
}
/* END LAB 4 */

/* The rest of the start, on the kernel stack that has a guard below it. One place in the code. */
static __attribute__((noinline)) __noreturn void
init_on_kernel_stack(void)
{
	/* LAB 3 */
	init_environments();
	run_ktests(KTEST_ENVS);
	start_programs();
	idt_init();
	/* LAB 4 */
	init_processors();
	timer_start();
	/* LAB 5 */
	clock_start();
	disk_start();
	/* END LAB 5 */
	unlock(&sched_lock);
	/* END LAB 4 */
	sched_yield();
	/* END LAB 3 */
	idle();
}

void
i386_init(const struct BootInfo *report)
{
	boot = *report;
	cmdline_init(boot.bi_cmdline);
	cons_init();
	panic_backtrace = backtrace_kernel;
	panic_monitor = monitor;
	cprintf("Exolab: the kernel is up\n");
	run_ktests(KTEST_CONSOLE);

	/* LAB 2 */
	init_memory();
	/* The same memory as the stack in use, under the address that has a guard page below. */
	__asm__ volatile("movl %0, %%esp; xorl %%ebp, %%ebp; call *%1"
			 :
			 : "i"(KSTACKTOP - KSTACKRESERVED), "r"(init_on_kernel_stack));
	/* END LAB 2 */
	init_on_kernel_stack();
}
