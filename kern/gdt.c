/* SPDX-License-Identifier: MIT */
/*
 * gdt.c - segments and the task state: where the processor's stack is when it enters the kernel.
 *
 * Segments are flat: protection is done by pages, and by the two privilege levels. SDM 3A, 3.4.5
 * and 7.2; SDM 2B, SYSENTER.
 */
#include <inc/memlayout.h>
#include <inc/x86.h>
#include <kern/gdt.h>

/*
 * sysenter loads one fixed stack pointer. It is made to point at ts_esp0, from where the entry
 * code takes the real one. A debug exception may strike before it has done so (trap.c): it finds
 * room on this stack.
 */
static struct EntryState {
	uint8_t stack[1024];
	struct Taskstate task;
} entry_states[NCPU];

static struct Taskstate double_fault_task;
static uint8_t double_fault_stack[2 * PGSIZE] __attribute__((aligned(16)));

#define SEGMENT(type, dpl)                                                                         \
	{                                                                                          \
		SEG_LOW(0, 0xFFFFF), SEG_HIGH(type, 0, 0xFFFFF, dpl)                               \
	}

static struct Descriptor gdt[] = {
	[GD_KT >> 3] = SEGMENT(STA_X | STA_R, 0),
	[GD_KD >> 3] = SEGMENT(STA_W, 0),
	[GD_UT >> 3] = SEGMENT(STA_X | STA_R, 3),
	[GD_UD >> 3] = SEGMENT(STA_W, 3),
	/* From GD_TSS0 on one for each processor, then the task of a double fault: gdt_init(). */
	[GD_TSS_DF >> 3] = { 0, 0 },
};

/* A TSS descriptor: byte granularity, present, DPL 0, 32-bit available (SDM 3A, figure 7-3). */
static struct Descriptor
tss_descriptor(const struct Taskstate *task)
{
	uint32_t base = (uint32_t)task;

	return (struct Descriptor){
		.d_low = SEG_LOW(base, sizeof(*task) - 1),
		.d_high = ((base >> 16) & 0xFF) | (0x80 | STS_T32A) << 8 | (base & 0xFF000000),
	};
}

/* Makes the processor forget the descriptors that the boot loader had it load. */
static void
reload_segments(void)
{
	__asm__ volatile("movw %w0, %%ds; movw %w0, %%es; movw %w0, %%ss;"
			 "movw %w1, %%fs; movw %w1, %%gs;"
			 "ljmp %2, $1f; 1:"
			 :
			 : "r"(GD_KD), "r"(0), "i"(GD_KT)
			 : "memory");
}

static struct EntryState *
this_entry_state(void)
{
	return &entry_states[cpunum()];
}

void
gdt_init(void)
{
	struct Pseudodesc pd = { sizeof(gdt) - 1, (uint32_t)gdt };
	struct Taskstate *task = &this_entry_state()->task;
	uint16_t selector = (uint16_t)(GD_TSS0 + 8 * cpunum());

	this_cpu()->cpu_task = task;
	task->ts_ss0 = GD_KD;
	task->ts_esp0 = kstack_top(cpunum());
	task->ts_iomb = sizeof(struct Taskstate);
	gdt[selector >> 3] = tss_descriptor(task);
	gdt[GD_TSS_DF >> 3] = tss_descriptor(&double_fault_task);
	lgdt(&pd);
	/*
	 * No LDT. At reset its register says that one of 64 KiB lies at address 0 (SDM 3A, table
	 * 10-1), where a program could map a page and make descriptors of ring 0.
	 */
	lldt(0);
	reload_segments();
	ltr(selector);
}

const void *
sysenter_stack(void)
{
	return &this_entry_state()->task.ts_esp0;
}

struct Env *
sysenter_caller(const void *on_entry_stack)
{
	size_t offset = (size_t)((const uint8_t *)on_entry_stack - (const uint8_t *)entry_states);
	uint32_t end = entry_states[offset / sizeof(struct EntryState)].task.ts_esp0;

	return (struct Env *)(end - sizeof(struct Trapframe));
}

void
double_fault_init(void (*entry)(void))
{
	double_fault_task = (struct Taskstate){
		.ts_cr3 = rcr3(),
		.ts_eip = (uint32_t)entry,
		.ts_eflags = FL_ALWAYS1,
		.ts_esp = (uint32_t)(double_fault_stack + sizeof(double_fault_stack)),
		.ts_cs = GD_KT,
		.ts_ss = GD_KD,
		.ts_ds = GD_KD,
		.ts_es = GD_KD,
		.ts_iomb = sizeof(struct Taskstate),
	};
}

const struct Taskstate *
double_fault_origin(void)
{
	/* A task gate leaves the selector of the task it interrupted (SDM 3A, 7.4). */
	return &entry_states[(double_fault_task.ts_link - GD_TSS0) / 8].task;
}
