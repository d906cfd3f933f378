/* SPDX-License-Identifier: MIT */
/*
 * upcalls - raises every exception that a program can, and catches it. Needs an exception stack.
 * Must be seen: for each what the upcall got; the symbol eip_NAME is where it has to have happened.
 */
#include <user/catch.h>
#include <user/stay.h>

/*
 * Code that raises an exception, with HERE(name) before the instruction to which eip has to point.
 */
#define HERE(name) "eip_" #name ": "
#define RAISE(name, code)                                                                          \
	static __attribute__((naked, noinline)) void raise_##name(void)                            \
	{                                                                                          \
		__asm__(code "\nret");                                                             \
	}

RAISE(divide, "xorl %edx, %edx\n xorl %ecx, %ecx\n" HERE(divide) "divl %ecx")
RAISE(debug, "pushl $0x102\n popfl\n nop\n" HERE(debug) "nop")
RAISE(breakpoint, "int3\n" HERE(breakpoint) "nop")
RAISE(overflow, "movb $0x7F, %al\n addb $1, %al\n into\n" HERE(overflow) "nop")
RAISE(bound, "movl $-1, %eax\n pushl $9\n pushl $1\n" HERE(bound) "bound %eax, (%esp)")
RAISE(illegal, HERE(illegal) "ud2")
RAISE(privileged, HERE(privileged) "cli")
RAISE(selector, "movl $0x28, %eax\n" HERE(selector) "movw %ax, %es")
RAISE(vector, HERE(vector) "int $14")
RAISE(read, HERE(read) "movl 0xA0000123, %eax")
RAISE(write, HERE(write) "movl %eax, 0xA0000FFF")
RAISE(text, HERE(text) "movl %eax, eip_text")
RAISE(kernel, HERE(kernel) "movl 0xF0100004, %eax")
RAISE(jump, "pushl $0xA0000777\n ret")
RAISE(align, "pushl $0x40002\n popfl\n" HERE(align) "movl -5(%esp), %eax")
/* All registers are given, and all flags that an upcall must not begin with: TF comes too late. */
RAISE(state, "movl given, %edi\n movl given + 4, %esi\n movl given + 8, %ebp\n"
	     "movl given + 16, %ebx\n movl given + 20, %edx\n movl given + 24, %ecx\n"
	     "movl given + 28, %eax\n"
	     "pushl $0x44CD7\n popfl\n" HERE(state) "ud2")

struct PushRegs given;

static const struct {
	const char *name;
	void (*body)(void);
} bodies[] = {
	/* A page fault first: its address must not appear with the others. */
	{ "read", raise_read },		{ "divide", raise_divide },
	{ "debug", raise_debug },	{ "breakpoint", raise_breakpoint },
	{ "overflow", raise_overflow }, { "bound", raise_bound },
	{ "illegal", raise_illegal },	{ "privileged", raise_privileged },
	{ "selector", raise_selector }, { "vector", raise_vector },
	{ "write", raise_write },	{ "text", raise_text },
	{ "kernel", raise_kernel },	{ "jump", raise_jump },
	{ "align", raise_align },
};

static void
raise_with_state(void)
{
	const struct PushRegs *r = &caught.utf_regs;
	uint32_t n = nonce_number();

	given = (struct PushRegs){ n,
				   ~n,
				   n ^ 0x11111111,
				   0,
				   n ^ 0x22222222,
				   n ^ 0x33333333,
				   n ^ 0x44444444,
				   n ^ 0x55555555 };
	catch (raise_state);
	report("state %08x %08x %08x %08x %08x %08x %08x %08x %08x %08x", caught.utf_eip,
	       caught.utf_eflags, caught_eflags, r->reg_edi, r->reg_esi, r->reg_ebp, r->reg_ebx,
	       r->reg_edx, r->reg_ecx, r->reg_eax);
}

/* What is no exception, or none that a program can answer; and what is not ours. */
static void
refuse(void)
{
	static const uint32_t bad[] = { T_NMI, T_DBLFLT, 9,	    T_TSS,     15,	  T_MCHK,
					20,    32,	 T_SYSCALL, T_DEFAULT, UINT32_MAX };
	int refused = 0;

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		refused += sys_env_set_upcall(0, bad[i], (uintptr_t)catch_upcall) == -E_INVAL;
	report("unanswerable %d of %u", refused, ARRAY_SIZE(bad));
	report("not_ours %d %d", sys_env_set_upcall(-1, T_PGFLT, 0),
	       sys_env_set_upcall(thisenv->env_id ^ 1 << 30, T_PGFLT, 0));
}

void
umain(int argc, char **argv)
{
	for (uint32_t trapno = 0; trapno < NUPCALLS; trapno++)
		sys_env_set_upcall(0, trapno, (uintptr_t)catch_upcall);
	for (size_t i = 0; i < ARRAY_SIZE(bodies); i++) {
		if (catch (bodies[i].body))
			report("caught %s %u %x %08x %08x %d", bodies[i].name, caught.utf_trapno,
			       caught.utf_err, caught.utf_fault_va, caught.utf_eip,
			       catch_resume - caught.utf_esp);
		else
			report("nothing %s", bodies[i].name);
	}
	raise_with_state();
	refuse();
	/* And none any more. */
	must(sys_env_set_upcall(0, T_ILLOP, 0));
	report("upcalls: about to execute an invalid opcode");
	raise_illegal();
	survived("executed an invalid opcode");
}
