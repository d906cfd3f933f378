/* SPDX-License-Identifier: MIT */
/*
 * idt.c - which vector enters the kernel where, and who may raise it with an int instruction (SDM
 * 3A, 6.10 to 6.12); and where sysenter does (SDM 2B, SYSENTER).
 */
#include <inc/kerninfo.h>
#include <inc/memlayout.h>
#include <inc/x86.h>
#include <kern/cpu.h>
#include <kern/gdt.h>
#include <kern/idt.h>
#include <kern/syscallentry.h>
#include <kern/trapentry.h>
/* LAB 4 */
#include <kern/interrupt.h>
/* END LAB 4 */

#define GATE_PRESENT 0x8000
#define GATE_TASK 0x5
#define NVECTORS 256

#define MSR_SYSENTER_CS 0x174
#define MSR_SYSENTER_ESP 0x175
#define MSR_SYSENTER_EIP 0x176

static struct Descriptor idt[NVECTORS];

/* An interrupt gate to entry in kernel text; int from privilege level dpl and below may use it. */
static struct Descriptor
interrupt_gate(void (*entry)(void), int dpl)
{
	uint32_t offset = (uint32_t)entry;

	return (struct Descriptor){
		.d_low = (offset & 0xFFFF) | GD_KT << 16,
		.d_high = (offset & 0xFFFF0000) | GATE_PRESENT | dpl << 13 | STS_IG32 << 8,
	};
}

static struct Descriptor
task_gate(uint16_t tss_selector)
{
	return (struct Descriptor){
		.d_low = (uint32_t)tss_selector << 16,
		.d_high = GATE_PRESENT | GATE_TASK << 8,
	};
}

/*
 * Exercise 3.6 (6 points): fill in the table.
 *
 * Give each exception that has a stub in exception_stubs an interrupt gate (an interrupt gate and
 * not a trap gate: the kernel runs with interrupts off). A program may raise only a breakpoint
 * and an overflow with an instruction of its own (int3, into: SDM 3A, 6.4.2), so only these two,
 * and the system call at vector T_SYSCALL (syscall_entry), get privilege level 3. Vectors without
 * a gate raise a general protection fault.
 */
static void
fill_gates(void)
{
	/* EXERCISE 3.6 fill_gates */
	for (int vector = 0; vector < NEXCEPTIONS; vector++) {
		bool by_program = vector == T_BRKPT || vector == T_OFLOW;

		if (exception_stubs[vector])
			idt[vector] = interrupt_gate(exception_stubs[vector], by_program ? 3 : 0);
	}
	idt[T_SYSCALL] = interrupt_gate(syscall_entry, 3);
	/* END EXERCISE 3.6 */
}

static void
sysenter_init(void)
{
	if (!(cpu_features & KI_SYSENTER))
		return;
	wrmsr(MSR_SYSENTER_CS, GD_KT);
	wrmsr(MSR_SYSENTER_ESP, (uint32_t)sysenter_stack());
	wrmsr(MSR_SYSENTER_EIP, (uint32_t)sysenter_entry);
}

void
idt_init(void)
{
	struct Pseudodesc pd = { sizeof(idt) - 1, (uint32_t)idt };

	fill_gates();
	idt[T_DBLFLT] = task_gate(GD_TSS_DF);
	/* LAB 4 */
	for (int vector = INT_TIMER; vector <= INT_SPURIOUS; vector++)
		idt[vector] = interrupt_gate(interrupt_stubs[vector - INT_TIMER], 0);
	/* END LAB 4 */
	lidt(&pd);
	sysenter_init();
}
