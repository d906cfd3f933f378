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

/* LAB 5 */
/* So many 16-bit words from a port to memory, and from memory to a port. */
static inline void
insw(uint16_t port, void *to, size_t n)
{
	__asm__ volatile("cld; rep; insw" : "+D"(to), "+c"(n) : "d"(port) : "memory", "cc");
}

static inline void
outsw(uint16_t port, const void *from, size_t n)
{
	__asm__ volatile("cld; rep; outsw" : "+S"(from), "+c"(n) : "d"(port) : "memory", "cc");
}
/* END LAB 5 */

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

/* LAB 4 */
static inline void
lcr2(uint32_t value)
{
	__asm__ volatile("movl %0, %%cr2" : : "r"(value));
}
/* END LAB 4 */

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
static __always_inline uint32_t
read_ebp(void)
{
	uint32_t value;

	__asm__ volatile("movl %%ebp, %0" : "=r"(value));
	return value;
}

static __always_inline uint32_t
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

/*
 * The first word of [word, end) that is not zero, or null: most page-table entries are zero, and
 * one instruction goes past all of those.
 */
static inline uint32_t *
skip_zeros(uint32_t *word, uint32_t *end)
{
	uint32_t left = (uint32_t)(end - word);

	if (left == 0)
		return NULL;
	__asm__ volatile("repe; scasl" : "+D"(word), "+c"(left) : "a"(0) : "memory", "cc");
	return word[-1] != 0 ? word - 1 : NULL;
}

static inline void
wrmsr(uint32_t msr, uint64_t value)
{
	__asm__ volatile("wrmsr" : : "c"(msr), "A"(value));
}

/* LAB 4 */
/* Clears CR0.TS. */
static inline void
clts(void)
{
	__asm__ volatile("clts" : : : "memory");
}

/* Adds n to *value, as one step for all processors; returns what was there before. */
static inline uint32_t
fetch_and_add(volatile uint32_t *value, uint32_t n)
{
	__asm__ volatile("lock; xaddl %0, %1" : "+r"(n), "+m"(*value) : : "memory");
	return n;
}

/* Clears bit number n of *word, which processors do not share. Returns whether it was set. */
static inline bool
test_and_clear_bit(uint32_t *word, uint32_t n)
{
	bool was_set;

	__asm__ volatile("btrl %2, %0" : "+m"(*word), "=@ccc"(was_set) : "Ir"(n));
	return was_set;
}

/* The compiler moves no access to memory across this. On one processor the machine does not. */
static inline void
barrier(void)
{
	__asm__ volatile("" : : : "memory");
}

/* All earlier stores are seen by the other processors before any later load (SDM 3A, 8.2.2). */
static inline void
store_load_fence(void)
{
	__asm__ volatile("lock; addl $0, (%%esp)" : : : "memory", "cc");
}

/* Tells the processor that this is a loop that waits. */
static inline void
cpu_pause(void)
{
	__asm__ volatile("pause" : : : "memory");
}

/* Interrupts come from here on, and the processor waits for one, without a gap in between. */
static inline void
sti_hlt(void)
{
	__asm__ volatile("sti; hlt" : : : "memory");
}
/* END LAB 4 */

#endif
