/* SPDX-License-Identifier: MIT */
/*
 * cpu.c - what this processor can do, found out once at boot (SDM 2A, CPUID; SDM 1, 20.1).
 */
#include <inc/kerninfo.h>
#include <inc/mmu.h>
#include <inc/x86.h>
#include <kern/cmdline.h>
#include <kern/cpu.h>

uint32_t cpu_features;
/* LAB 4 */
bool cpu_fxsave, cpu_sse;
/* END LAB 4 */

#define CPUID_FEATURES 1
#define CPUID_EDX_PSE (1 << 3)
#define CPUID_EDX_TSC (1 << 4)
#define CPUID_EDX_SEP (1 << 11)
/* LAB 4 */
#define CPUID_EDX_APIC (1 << 9)
#define CPUID_EDX_FXSR (1 << 24)
#define CPUID_EDX_SSE (1 << 25)
/* END LAB 4 */

/* CPUID exists if EFLAGS.ID can be changed. */
static bool
has_cpuid(void)
{
	uint32_t before = read_eflags();
	uint32_t changed;

	write_eflags(before ^ FL_ID);
	changed = read_eflags() ^ before;
	write_eflags(before);
	return (changed & FL_ID) != 0;
}

/*
 * The Pentium Pro sets the SEP flag but its sysenter is another one (SDM 2B, SYSENTER): family 6,
 * model below 3, stepping below 3 does not count.
 */
static bool
sysenter_is_real(uint32_t signature)
{
	uint32_t family = (signature >> 8) & 0xF;
	uint32_t model = (signature >> 4) & 0xF;
	uint32_t stepping = signature & 0xF;

	return family != 6 || model >= 3 || stepping >= 3;
}

void
cpu_init(void)
{
	uint32_t signature, edx;

	lcr0(rcr0() | CR0_NE | CR0_AM | CR0_EM);
	if (!has_cpuid())
		return;
	cpuid(CPUID_FEATURES, &signature, NULL, NULL, &edx);
	if (edx & CPUID_EDX_PSE)
		cpu_features |= KI_PSE;
	if (edx & CPUID_EDX_TSC)
		cpu_features |= KI_TSC;
	if ((edx & CPUID_EDX_SEP) && sysenter_is_real(signature) && !cmdline_has("nosysenter"))
		cpu_features |= KI_SYSENTER;
	/* LAB 4 */
	if (edx & CPUID_EDX_APIC)
		cpu_features |= KI_APIC;
	cpu_fxsave = (edx & CPUID_EDX_FXSR) != 0;
	cpu_sse = cpu_fxsave && (edx & CPUID_EDX_SSE);
	/* END LAB 4 */
}
