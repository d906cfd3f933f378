/* SPDX-License-Identifier: MIT */
/*
 * x86.h - one inline function for each instruction that C cannot say. Intel SDM volume 2.
 */
#ifndef EXOLAB_INC_X86_H
#define EXOLAB_INC_X86_H

#include <inc/types.h>

static inline void
breakpoint(void)
{
	__asm__ volatile("int3");
}

static inline uint8_t
inb(uint16_t port)
{
	uint8_t data;

	__asm__ volatile("inb %w1, %0" : "=a"(data) : "Nd"(port));
	return data;
}

static inline uint16_t
inw(uint16_t port)
{
	uint16_t data;

	__asm__ volatile("inw %w1, %0" : "=a"(data) : "Nd"(port));
	return data;
}

static inline uint32_t
inl(uint16_t port)
{
	uint32_t data;

	__asm__ volatile("inl %w1, %0" : "=a"(data) : "Nd"(port));
	return data;
}

static inline void
outb(uint16_t port, uint8_t data)
{
	__asm__ volatile("outb %0, %w1" : : "a"(data), "Nd"(port));
}

static inline void
outw(uint16_t port, uint16_t data)
{
	__asm__ volatile("outw %0, %w1" : : "a"(data), "Nd"(port));
}

static inline void
outl(uint16_t port, uint32_t data)
{
	__asm__ volatile("outl %0, %w1" : : "a"(data), "Nd"(port));
}

static inline void
cli(void)
{
	__asm__ volatile("cli" : : : "memory");
}

static inline void
sti(void)
{
	__asm__ volatile("sti" : : : "memory");
}

static inline void
hlt(void)
{
	__asm__ volatile("hlt" : : : "memory");
}

static inline void
invlpg(const void *va)
{
	__asm__ volatile("invlpg (%0)" : : "r"(va) : "memory");
}

static inline void
lidt(const void *pseudodesc)
{
	__asm__ volatile("lidt (%0)" : : "r"(pseudodesc) : "memory");
}

static inline void
lgdt(const void *pseudodesc)
{
	__asm__ volatile("lgdt (%0)" : : "r"(pseudodesc) : "memory");
}

static inline void
lldt(uint16_t selector)
{
	__asm__ volatile("lldt %0" : : "r"(selector) : "memory");
}

static inline void
ltr(uint16_t selector)
{
	__asm__ volatile("ltr %0" : : "r"(selector) : "memory");
}

static inline uint32_t
rcr0(void)
{
	uint32_t value;

	__asm__ volatile("movl %%cr0, %0" : "=r"(value));
	return value;
}

static inline void
lcr0(uint32_t value)
{
	__asm__ volatile("movl %0, %%cr0" : : "r"(value) : "memory");
}

static inline uint32_t
rcr2(void)
{
	uint32_t value;

	__asm__ volatile("movl %%cr2, %0" : "=r"(value));
	return value;
}

static inline uint32_t
rcr3(void)
{
	uint32_t value;

	__asm__ volatile("movl %%cr3, %0" : "=r"(value));
	return value;
}

static inline void
lcr3(uint32_t value)
{
	__asm__ volatile("movl %0, %%cr3" : : "r"(value) : "memory");
}

static inline uint32_t
rcr4(void)
{
	uint32_t value;

	__asm__ volatile("movl %%cr4, %0" : "=r"(value));
	return value;
}

static inline void
lcr4(uint32_t value)
{
	__asm__ volatile("movl %0, %%cr4" : : "r"(value) : "memory");
}

static inline uint32_t
read_eflags(void)
{
	uint32_t value;

	__asm__ volatile("pushfl; popl %0" : "=r"(value));
	return value;
}

static inline void
write_eflags(uint32_t value)
{
	__asm__ volatile("pushl %0; popfl" : : "r"(value) : "memory", "cc");
}

/* Inline at every optimisation level: as a function it would have a frame of its own. */
static inline __attribute__((always_inline)) uint32_t
read_ebp(void)
{
	uint32_t value;

	__asm__ volatile("movl %%ebp, %0" : "=r"(value));
	return value;
}

static inline __attribute__((always_inline)) uint32_t
read_esp(void)
{
	uint32_t value;

	__asm__ volatile("movl %%esp, %0" : "=r"(value));
	return value;
}

/* Any of the result pointers may be null. Only for a CPU that has CPUID (EFLAGS.ID can change). */
static inline void
cpuid(uint32_t leaf, uint32_t *eax, uint32_t *ebx, uint32_t *ecx, uint32_t *edx)
{
	uint32_t a, b, c, d;

	__asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(leaf), "c"(0));
	if (eax)
		*eax = a;
	if (ebx)
		*ebx = b;
	if (ecx)
		*ecx = c;
	if (edx)
		*edx = d;
}

static inline uint64_t
read_tsc(void)
{
	uint64_t tsc;

	__asm__ volatile("rdtsc" : "=A"(tsc));
	return tsc;
}

static inline void
wrmsr(uint32_t msr, uint64_t value)
{
	__asm__ volatile("wrmsr" : : "c"(msr), "A"(value));
}

#endif
