/* SPDX-License-Identifier: MIT */
/*
 * faultregs - invalid opcodes with every register and flag chosen, at several alignments of the
 * stack, answered by a handler that skips them; in the handler, too, down to some depth.
 * Must be seen: that all come back, or what the handler put in their place; then the end, for in
 * the end there is no handler.
 */
#include <user/gate.h>
#include <user/stay.h>

/* The stack pointer is n bytes lower while it happens. lea changes no flag. */
#define FAULT(n)                                                                                   \
	static __attribute__((naked, noinline)) void fault_##n(struct Registers *regs              \
							       __attribute__((unused)))            \
	{                                                                                          \
		__asm__(GATE_LOAD "popfl\n leal -" #n "(%esp), %esp\n ud2\n leal " #n              \
				  "(%esp), %esp\n" GATE_STORE);                                    \
	}

FAULT(0)
FAULT(1)
FAULT(2)
FAULT(3)
FAULT(7)
FAULT(400)

static const struct {
	uint32_t lower;
	void (*fault)(struct Registers *regs);
} depths[] = { { 0, fault_0 }, { 1, fault_1 }, { 2, fault_2 },
	       { 3, fault_3 }, { 7, fault_7 }, { 400, fault_400 } };

static const uint32_t flags[] = {
	FL_ALWAYS1,
	FL_ALWAYS1 | FL_CF | FL_PF | FL_AF | FL_ZF | FL_SF | FL_OF,
	FL_ALWAYS1 | FL_DF | FL_CF,
	FL_ALWAYS1 | FL_NT | FL_ZF,
};

static uint32_t seen_esp;
static int nested;	   /* so many more faults shall be in the handler */
static bool changes;	   /* shall the handler change everything? */
static uint32_t add_flags; /* what it adds to the flags */
static int steps;	   /* debug exceptions */

/* Says how the registers come back from a fault that finds n in them, in its own way in each. */
static void
try(const char *key, size_t depth, uint32_t eflags, uint32_t n)
{
	struct Registers regs = { { n, ~n, n ^ 0x11111111, 0, n ^ 0x22222222, n ^ 0x33333333,
				    n ^ 0x44444444, n ^ 0x55555555 },
				  eflags };
	const struct PushRegs *r = &regs.r;

	depths[depth].fault(&regs);
	report("%s %u %08x %d %08x %08x %08x %08x %08x %08x %08x %08x", key, depth, eflags,
	       r->reg_oesp - depths[depth].lower - seen_esp, regs.eflags, r->reg_edi, r->reg_esi,
	       r->reg_ebp, r->reg_ebx, r->reg_edx, r->reg_ecx, r->reg_eax);
}

static void
change(struct UTrapframe *utf)
{
	uint32_t *words = (uint32_t *)&utf->utf_regs;

	for (size_t i = 0; i < sizeof(utf->utf_regs) / sizeof(*words); i++)
		words[i] = ~words[i];
	utf->utf_eflags ^= FL_CF | FL_ZF | FL_DF;
}

static void
handler(struct UTrapframe *utf)
{
	uint32_t esp = utf->utf_esp;

	utf->utf_eip += 2;
	if (changes)
		change(utf);
	utf->utf_eflags |= add_flags;
	if (nested > 0) {
		nested--;
		try("nested", (size_t)nested, flags[1], nonce_number() + (uint32_t)nested);
	}
	seen_esp = esp;
}

/*
 * Once is enough: a program that goes on in single steps would step through the upcall's return,
 * too.
 */
static void
step(struct UTrapframe *utf)
{
	steps++;
	utf->utf_eflags &= ~(uint32_t)FL_TF;
}

void
umain(int argc, char **argv)
{
	uint32_t n = nonce_number();

	must(set_upcall_handler(T_ILLOP, handler));
	must(set_upcall_handler(T_DEBUG, step));
	for (size_t depth = 0; depth < ARRAY_SIZE(depths); depth++)
		for (size_t i = 0; i < ARRAY_SIZE(flags); i++)
			try("back", depth, flags[i], n);
	/* Where it is checked, only an aligned stack will do. */
	try("aligned", 0, FL_ALWAYS1 | FL_AC | FL_SF, n);
	nested = 3;
	try("outer", 2, flags[2], n);
	changes = true;
	try("changed", 1, flags[1], n);
	changes = false;
	add_flags = FL_TF;
	try("stepped", 0, flags[0], n);
	report("steps %d", steps);
	report("no_exception %d", set_upcall_handler(NUPCALLS, handler));
	report("unanswerable %d", set_upcall_handler(T_DBLFLT, handler));
	must(set_upcall_handler(T_ILLOP, NULL));
	report("faultregs: about to fault without a handler");
	__asm__ volatile("ud2");
	survived("faulted without a handler");
}
