/* SPDX-License-Identifier: MIT */
/*
 * forkfaults - page faults that are none of fork()'s business, in an environment that has forked.
 * Must be seen: in parent and child, the address and the error code of each access, once; then the
 * end of the child, in last_write().
 */
#include <user/stay.h>

#define TABLE ((char *)0x10000000) /* from here on there is a page table */
#define EMPTY ((char *)0x30000000) /* and here none */

static const char *who;

/* Lets the program go on past the instruction, which has two bytes. */
static void
handle(struct UTrapframe *utf)
{
	report("%s %08x %u", who, utf->utf_fault_va, utf->utf_err);
	utf->utf_eip += 2;
}

/* In line, so that it is its caller that faults. */
static __always_inline void
write_at(void *va)
{
	__asm__ volatile("movl %%eax, (%%ecx)" : : "a"(0), "c"(va) : "memory");
}

static void
read_at(const void *va)
{
	__asm__ volatile("movl (%%ecx), %%eax" : : "c"(va) : "eax");
}

static void
fault_everywhere(void)
{
	write_at(TABLE);
	write_at(TABLE + PGSIZE);
	read_at(TABLE + PGSIZE);
	write_at(EMPTY);
	read_at(EMPTY);
	write_at((void *)UTEXT);
	write_at((void *)UENVS);
	write_at((void *)(KSTACKTOP - PGSIZE));
	write_at((void *)KERNBASE);
	read_at((void *)KERNBASE);
}

static __attribute__((noinline)) void
last_write(void)
{
	set_pgfault_handler(NULL);
	write_at((void *)(KSTACKTOP - PGSIZE));
	survived("written to the kernel");
}

void
umain(int argc, char **argv)
{
	envid_t child;

	report("forkfaults: about to fault everywhere");
	must(sys_page_alloc(0, TABLE, RO));
	set_pgfault_handler(handle);
	child = must(fork());
	who = child ? "parent" : "child";
	fault_everywhere();
	if (!child)
		last_write();
	wait(child);
	report("forkfaults: done");
}
