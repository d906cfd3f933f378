/* SPDX-License-Identifier: MIT */
/*
 * patterns - keeps a value of its own in every register: general, flags, x87, SSE. Start several.
 * Must be seen: "patterns: kept in 20 rounds", after the timer has interrupted it many times.
 */
#include <inc/mmu.h>
#include <user/peers.h>

#define ROUNDS 20
#define TIMES 4000

/* What keep() loads, and stores again. Static, for no register is left to point to it. */
static struct {
	struct PushRegs regs;
	uint32_t eflags;
	uint32_t times;
} kept;

static uint32_t st[8];	   /* in the x87 stack, as integers */
static uint32_t xmm[8][4]; /* in the registers of SSE */

/*
 * Loads all registers but esp, counts times down, which changes nothing but flags, and stores them.
 */
static void
keep(void)
{
	__asm__ volatile("pushal\n"
			 "movl %c0 + 0, %%edi\n"
			 "movl %c0 + 4, %%esi\n"
			 "movl %c0 + 8, %%ebp\n"
			 "movl %c0 + 16, %%ebx\n"
			 "movl %c0 + 20, %%edx\n"
			 "movl %c0 + 24, %%ecx\n"
			 "movl %c0 + 28, %%eax\n"
			 "pushl %c0 + 32\n"
			 "popfl\n"
			 "1: decl %c0 + 36\n"
			 "jnz 1b\n"
			 "pushfl\n"
			 "popl %c0 + 32\n"
			 "cld\n"
			 "movl %%edi, %c0 + 0\n"
			 "movl %%esi, %c0 + 4\n"
			 "movl %%ebp, %c0 + 8\n"
			 "movl %%ebx, %c0 + 16\n"
			 "movl %%edx, %c0 + 20\n"
			 "movl %%ecx, %c0 + 24\n"
			 "movl %%eax, %c0 + 28\n"
			 "popal"
			 :
			 : "i"(&kept)
			 : "memory", "cc");
}

static void
load_fpu(void)
{
	__asm__ volatile("fninit");
	for (int i = 7; i >= 0; i--)
		__asm__ volatile("fildl %0" : : "m"(st[i]));
	if (!(kerninfo.ki_features & KI_SSE))
		return;
	__asm__ volatile("movups 0(%0), %%xmm0; movups 16(%0), %%xmm1; movups 32(%0), %%xmm2\n"
			 "movups 48(%0), %%xmm3; movups 64(%0), %%xmm4; movups 80(%0), %%xmm5\n"
			 "movups 96(%0), %%xmm6; movups 112(%0), %%xmm7"
			 :
			 : "r"(xmm)
			 : "memory");
}

/* Stores the registers in place of what was loaded. */
static void
store_fpu(void)
{
	for (int i = 0; i < 8; i++)
		__asm__ volatile("fistpl %0" : "=m"(st[i]));
	if (!(kerninfo.ki_features & KI_SSE))
		return;
	__asm__ volatile("movups %%xmm0, 0(%0); movups %%xmm1, 16(%0); movups %%xmm2, 32(%0)\n"
			 "movups %%xmm3, 48(%0); movups %%xmm4, 64(%0); movups %%xmm5, 80(%0)\n"
			 "movups %%xmm6, 96(%0); movups %%xmm7, 112(%0)"
			 :
			 : "r"(xmm)
			 : "memory");
}

/* The flags that decl leaves alone. */
#define FLAGS (FL_CF | FL_DF | FL_ID)

/* One round with values that follow from seed. */
static bool
round(uint32_t seed)
{
	uint32_t *words = (uint32_t *)&kept.regs;
	uint32_t flags = seed & FLAGS;
	bool fine;

	for (uint32_t i = 0; i < 8; i++)
		words[i] = seed * (i + 1);
	kept.eflags = FL_ALWAYS1 | flags;
	kept.times = TIMES;
	for (uint32_t i = 0; i < 8; i++) {
		st[i] = seed ^ i;
		for (uint32_t j = 0; j < 4; j++)
			xmm[i][j] = seed + 4 * i + j;
	}
	load_fpu();
	keep();
	store_fpu();
	fine = (kept.eflags & FLAGS) == flags;
	for (uint32_t i = 0; i < 8; i++) {
		fine &= words[i] == seed * (i + 1) && st[i] == (seed ^ i);
		for (uint32_t j = 0; j < 4; j++)
			fine &= xmm[i][j] == seed + 4 * i + j;
	}
	return fine;
}

void
umain(int argc, char **argv)
{
	int good = 0;

	peers_find();
	for (uint32_t i = 0; i < ROUNDS; i++)
		good += round((uint32_t)thisenv->env_id * 2654435761u + i * 40503u);
	report("patterns: kept in %d of %d rounds, %u slices", good, ROUNDS, thisenv->env_slices);
}
