/* SPDX-License-Identifier: MIT */
/*
 * trapframe - gives itself and a child registers that it must not have: segments of the kernel,
 * rights over devices, interrupts off, the kernel's code to go on with.
 * Must be seen: what became of it; and the child's end at an address of the kernel's.
 */
#include <inc/x86.h>
#include <user/stay.h>

#define HOSTILE_FLAGS 0xFFFFFFFF

static struct Trapframe
hostile(uintptr_t eip, uintptr_t esp)
{
	uint32_t n = nonce_number();

	return (struct Trapframe){
		.tf_regs = { n, ~n, n ^ 0x11111111, 0, n ^ 0x22222222, n ^ 0x33333333,
			     n ^ 0x44444444, n ^ 0x55555555 },
		.tf_es = GD_KD,
		.tf_ds = GD_KD,
		.tf_eip = eip,
		.tf_cs = GD_KT,
		.tf_eflags = HOSTILE_FLAGS,
		.tf_esp = esp,
		.tf_ss = GD_KD,
	};
}

/* Goes on here, with a stack of its own. */
static uint32_t stack[1024];
uint32_t landed_ebx, landed_flags;

static void __noreturn
landed(void)
{
	uint32_t cs, ss;

	__asm__ volatile("movl %%cs, %0; movl %%ss, %1" : "=r"(cs), "=r"(ss));
	report("landed %04x %04x %08x %08x", cs & 0xFFFF, ss & 0xFFFF, landed_flags, landed_ebx);
	stay();
	exit();
}

static __attribute__((naked, noinline)) void
land(void)
{
	__asm__("pushfl\n popl landed_flags\n pushl $2\n popfl\n movl %%ebx, landed_ebx\n"
		"xorl %%ebp, %%ebp\n call *%0"
		:
		: "a"(landed));
}

/* Without the trap flag, which would end the program before it can say anything. */
static struct Trapframe
for_myself(void)
{
	struct Trapframe tf = hostile((uintptr_t)land, (uintptr_t)(stack + 1024));

	tf.tf_regs.reg_eax = (uint32_t)landed;
	tf.tf_eflags &= ~(uint32_t)FL_TF;
	return tf;
}

void
umain(int argc, char **argv)
{
	struct Trapframe tf = hostile(0xF0100000, 0xF0200000);
	envid_t child = must(sys_exofork());

	report("frame_child %08x", child);
	report("frame_of_child %d", sys_env_set_trapframe(child, &tf));
	report("frame_of_nobody %d", sys_env_set_trapframe(-1, &tf));
	for (int i = 0; i < NENV; i++)
		if (strcmp((const char *)envs[i].env_name, "bystander") == 0)
			report("frame_of_other %d", sys_env_set_trapframe(envs[i].env_id, &tf));
	child = must(sys_exofork());
	tf.tf_eflags = FL_ALWAYS1;
	must(sys_env_set_trapframe(child, &tf));
	report("trapframe: about to run a child in the kernel");
	must(sys_env_set_status(child, ENV_RUNNABLE));
	while (envs[ENVX(child)].env_status != ENV_FREE)
		sys_yield();
	tf = for_myself();
	sys_env_set_trapframe(0, &tf);
	survived("set its own registers");
}
