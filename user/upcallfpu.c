/* SPDX-License-Identifier: MIT */
/*
 * upcallfpu - exceptions of floating-point code, caught. Needs an exception stack. Start two: while
 * the exception of one is pending, the other uses the same registers.
 * Must be seen: for each what the upcall got; the symbol eip_NAME is where it has to have happened.
 */
#include <user/catch.h>
#include <user/test.h>

#define TURNS 8
#define CONTROL_DIVISION 0x37B /* division by zero not masked (SDM 1, 8.1.5) */
#define MXCSR_DIVISION 0x1D80  /* the same of SSE (SDM 1, 10.2.3) */
#define STATUS_DIVISION 0x84   /* what is pending: a division by zero (SDM 1, 8.1.3) */

static uint16_t control = CONTROL_DIVISION;
static uint32_t mxcsr = MXCSR_DIVISION, mxcsr_before;
static const float zero = 0, one = 1;

/* What lies below the operand on the x87 stack, and must still do so afterwards. */
static uint32_t value;

static void
give_turns(void)
{
	for (int i = 0; i < TURNS; i++)
		sys_yield();
}

/* An x87 exception is raised not by the instruction at fault, but by the next that waits. */
static void
raise_x87(void)
{
	__asm__ volatile("fninit; fldcw %0; fildl %1; fld1; fdivs %2"
			 :
			 : "m"(control), "m"(value), "m"(zero));
	give_turns();
	__asm__ volatile("eip_x87: fwait");
}

static void
raise_simd(void)
{
	__asm__ volatile("stmxcsr %0; ldmxcsr %1; movss %2, %%xmm0; eip_simd: divss %3, %%xmm0"
			 : "=m"(mxcsr_before)
			 : "m"(mxcsr), "m"(one), "m"(zero));
}

static void
raise_device(void)
{
	__asm__ volatile("eip_device: fnop");
}

/* The upcall finds the FPU as it was. Who goes on must take the exception away. */
static bool
x87_is_kept(void)
{
	uint16_t status;
	uint32_t kept;

	__asm__ volatile("fnstsw %0; fnclex; fstp %%st(0); fistpl %1; fninit"
			 : "=m"(status), "=m"(kept));
	return (status & STATUS_DIVISION) == STATUS_DIVISION && kept == value;
}

static bool
try(const char *name, void (*body)(void))
{
	bool raised = catch (body);

	if (raised)
		report("caught %s %u %x %08x %08x", name, caught.utf_trapno, caught.utf_err,
		       caught.utf_fault_va, caught.utf_eip);
	else
		report("nothing %s", name);
	return raised;
}

void
umain(int argc, char **argv)
{
	value = nonce_number() >> 1 ^ (uint32_t)ENVX(thisenv->env_id);
	for (uint32_t trapno = 0; trapno < NUPCALLS; trapno++)
		sys_env_set_upcall(0, trapno, (uintptr_t)catch_upcall);
	try("device", raise_device);
	if ((kerninfo.ki_features & KI_FPU) && try("x87", raise_x87))
		report("x87 %s", x87_is_kept() ? "kept" : "lost");
	if ((kerninfo.ki_features & KI_SSE)) {
		try("simd", raise_simd);
		__asm__ volatile("ldmxcsr %0" : : "m"(mxcsr_before));
	}
}
