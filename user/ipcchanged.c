/* SPDX-License-Identifier: MIT */
/*
 * ipcchanged - three children wait to send a page; then their parent changes in the registers of
 * two what they send to what must be refused.
 * Must be seen: the error that each of the two calls returns, and the word and the rights of the
 * third message.
 */
#include <user/stay.h>

#define PAGE ((char *)0x10000000)
#define INBOX ((char *)0x30000000)

/* All that a child does; what it sends is in its registers. */
extern char send_and_stop[], sent[];
__asm__(".text\n"
	"	.balign 16\n" /* lest it crosses the end of a page */
	"send_and_stop:\n"
	"	int $0x30\n"
	"sent:	jmp sent\n");
static_assert(T_SYSCALL == 0x30, "send_and_stop");

/* The registers of a child that sends this, and goes on at eip. */
static void
set_message(envid_t child, const char *eip, uint32_t value, void *va, int perm)
{
	struct Trapframe tf = { .tf_eip = (uintptr_t)eip };

	tf.tf_regs.reg_eax = SYS_ipc_send;
	tf.tf_regs.reg_edx = (uint32_t)thisenv->env_id;
	tf.tf_regs.reg_ecx = value;
	tf.tf_regs.reg_ebx = (uint32_t)va;
	tf.tf_regs.reg_edi = (uint32_t)perm;
	must(sys_env_set_trapframe(child, &tf));
}

/* A child that waits to send this word and its page. */
static envid_t
start_sender(uint32_t value)
{
	envid_t child = must(sys_exofork());
	void *text = ROUNDDOWN((void *)send_and_stop, PGSIZE);

	must(sys_page_map(0, text, child, text, RO));
	must(sys_page_alloc(child, PAGE, RW));
	set_message(child, send_and_stop, value, PAGE, RO);
	must(sys_env_set_status(child, ENV_RUNNABLE));
	while (envs[ENVX(child)].env_wait != WAIT_TO_SEND)
		sys_yield();
	return child;
}

/* What its call has returned. */
static int
end_sender(envid_t child)
{
	int r = (int)envs[ENVX(child)].env_tf.tf_regs.reg_eax;

	must(sys_env_destroy(child));
	return r;
}

void
umain(int argc, char **argv)
{
	envid_t rights = start_sender(1), place = start_sender(2), good = start_sender(3);
	int32_t value;
	int perm;

	set_message(rights, sent, 1, PAGE, RO | PTE_PWT);
	set_message(place, sent, 2, PAGE + 4, RO);
	value = ipc_recv(NULL, INBOX, &perm);
	report("ipcchanged: got %d with rights %x", value, perm);
	report("ipcchanged: rights %d", end_sender(rights));
	report("ipcchanged: place %d", end_sender(place));
	report("ipcchanged: good %d", end_sender(good));
}
