/* SPDX-License-Identifier: MIT */
/*
 * fuzz - random system calls, most of them with arguments that are nearly right. Workers make them,
 * with children of their own; the first environment starts workers until calls=N calls (10000) are
 * made. fuzz=N is what all chance follows from. For hours, beside programs that must not suffer:
 * `make run-fuzz,keepmem,patterns,primes-nox CPUS=4 CMDLINE="fuzz=1 calls=5000000 limit=60 end"`
 * Must be seen: the last line, "0 left"; no panic; and from outside, that every frame is free
 * again.
 */
#include <user/chance.h>
#include <user/gate.h>
#include <user/peers.h>

#define WORKERS 4
#define CHILDREN 4
#define BATCH 400 /* calls of a worker; then there comes a new one */
#define PATIENCE 40

#define RW (PTE_P | PTE_U | PTE_W)

/* Shared by root and workers: how many calls each has made. */
#define COUNTS ((volatile uint32_t *)0x40000000)
/* What children run, mapped here in them, too. */
#define CODE ((uint8_t *)0x40001000)
#define LOOP_SIZE 32
#define LOOPS 4
/* Where pages of one's own may come and go. */
#define ARENA 0x10000000u
#define ARENA_PAGES 64

static envid_t root, children[CHILDREN];
static struct PageOp ops[8];
static struct Trapframe frame;

static uint32_t
word(void)
{
	return chance(0x10000) << 16 | chance(0x10000);
}

static void
destroy_child(uint32_t i)
{
	if (children[i] > 0)
		sys_env_destroy(children[i]);
	children[i] = 0;
}

/* Before what may end a worker, or let it wait for ever: nobody else could destroy its children. */
static void
clear_up(void)
{
	for (uint32_t i = 0; i < CHILDREN; i++)
		destroy_child(i);
}

/* Arguments. */

static envid_t
any_env(void)
{
	switch (chance(8)) {
	case 0:
		return 0;
	case 1:
		return thisenv->env_id;
	case 2:
		return chance(2) ? root : -1;
	case 3:
		return (envid_t)word();
	case 4:
		return envs[chance(32)].env_id;
	case 5:
		return envs[chance(32)].env_id ^ (1 << (12 + chance(19)));
	default:
		return children[chance(CHILDREN)];
	}
}

static uint32_t
any_va(void)
{
	static const uint32_t edges[] = { 0,	    UTOP,   UTOP - PGSIZE, UTOP - 1,   ULIM,
					  KERNBASE, UVPT,   UENVS,	   UINFO,      UTEXT,
					  MMIOBASE, ULINES, KSTACKTOP,	   0xFFFFF000, UXSTACKTOP };

	switch (chance(8)) {
	case 0:
		return edges[chance(ARRAY_SIZE(edges))];
	case 1:
		return word() & (chance(2) ? ~0u : ~0xFFFu);
	case 2:
		return ARENA + chance(ARENA_PAGES * PGSIZE);
	default:
		return ARENA + chance(ARENA_PAGES) * PGSIZE;
	}
}

/* Where a worker's own pages may be changed: what it needs to live is not. */
static uint32_t
harmless(uint32_t va, envid_t envid)
{
	bool own = envid == 0 || envid == thisenv->env_id;
	bool used = (va >= ULINES && va < ARENA) || (va >= 0x3F000000 && va < 0x41000000) ||
		    (va >= USTACKTOP - 16 * PGSIZE && va < UTOP);

	return own && used ? ARENA + chance(ARENA_PAGES) * PGSIZE : va;
}

static int
any_perm(void)
{
	if (chance(8) == 0)
		return (int)(word() & 0xFFF);
	return PTE_P | PTE_U | (int)(chance(2) * PTE_W) | (int)(chance(8) << 9);
}

static void
fill_ops(void)
{
	for (uint32_t i = 0; i < ARRAY_SIZE(ops); i++) {
		envid_t to = any_env();

		ops[i].po_kind = chance(16) ? chance(NPAGEOPS) : word();
		ops[i].po_npages = chance(64) ? chance(6) : word();
		ops[i].po_srcenv = any_env();
		ops[i].po_srcva = (void *)any_va();
		ops[i].po_dstenv = to;
		ops[i].po_dstva = (void *)harmless(any_va(), to);
		if (ops[i].po_npages > 6 && (to == 0 || to == thisenv->env_id))
			ops[i].po_dstva = (void *)UTOP;
		ops[i].po_perm = any_perm();
	}
}

/* Registers that a child may be given: any, or those to run one of the loops. */
static void
fill_frame(void)
{
	uint32_t *words = (uint32_t *)&frame;

	for (size_t i = 0; i < sizeof(frame) / sizeof(uint32_t); i++)
		words[i] = word();
	if (chance(4))
		frame.tf_eip = (uintptr_t)CODE + chance(LOOPS) * LOOP_SIZE;
}

/* A pointer to what the kernel is to read: there, or not, and then the worker ends. */
static uint32_t
readable(const void *there)
{
	static const uint32_t bad[] = { 0, 3, UTOP - 4, ULIM - 1, KERNBASE, 0xFFFFFFFF, ARENA - 2 };

	if (chance(128))
		return (uint32_t)there;
	clear_up();
	return bad[chance(ARRAY_SIZE(bad))];
}

/* The environment of a call that waits for it, perhaps for ever. */
static envid_t
any_to_wait_for(void)
{
	envid_t id = any_env();

	if (id != 0 && id != thisenv->env_id)
		clear_up();
	return id;
}

/* The system call, one way or the other. */
static int32_t
enter(uint32_t number, uint32_t a1, uint32_t a2, uint32_t a3, uint32_t a4, uint32_t a5)
{
	struct Registers regs = { .r = { .reg_eax = number,
					 .reg_edx = a1,
					 .reg_ecx = a2,
					 .reg_ebx = a3,
					 .reg_edi = a4,
					 .reg_esi = a5 },
				  .eflags = FL_ALWAYS1 };

	if (a5 == 0 && (kerninfo.ki_features & KI_SYSENTER) && chance(2))
		enter_by_sysenter(&regs);
	else
		enter_by_int(&regs);
	return (int32_t)regs.r.reg_eax;
}

/* A child, which may be made to run one of the loops. */
static void
make_child(void)
{
	uint32_t i = chance(CHILDREN);
	int32_t child;

	destroy_child(i);
	if ((child = enter(SYS_exofork, 0, 0, 0, 0, 0)) <= 0)
		return;
	children[i] = child;
	if (chance(4) == 0)
		return;
	sys_page_map(0, CODE, child, CODE, PTE_P | PTE_U);
	fill_frame();
	frame.tf_eip = (uintptr_t)CODE + chance(LOOPS) * LOOP_SIZE;
	frame.tf_eflags = 0;
	sys_env_set_trapframe(child, &frame);
	sys_env_set_status(child, ENV_RUNNABLE);
}

static void
call_about_environments(uint32_t number)
{
	envid_t envid = any_env();
	bool own = envid == 0 || envid == thisenv->env_id;

	switch (number) {
	case SYS_exofork:
		make_child();
		break;
	case SYS_env_destroy:
		if (own && chance(8))
			break;
		if (own)
			clear_up();
		enter(number, (uint32_t)envid, 0, 0, 0, 0);
		break;
	case SYS_env_set_status:
		if (own)
			clear_up();
		enter(number, (uint32_t)envid, chance(8) ? 2 + 2 * chance(2) : word(), 0, 0, 0);
		break;
	case SYS_env_set_trapframe:
		fill_frame();
		if (own && chance(8))
			break;
		if (own)
			clear_up();
		enter(number, (uint32_t)envid, readable(&frame), 0, 0, 0);
		break;
	case SYS_env_set_upcall:
		/* Not to where a worker's own code lies: it would be root once more. */
		enter(number, (uint32_t)envid, chance(24), harmless(any_va(), envid), 0, 0);
		break;
	case SYS_env_wait:
		enter(number, (uint32_t)any_to_wait_for(), 0, 0, 0, 0);
		break;
	default:
		enter(number, (uint32_t)envid, word(), word(), word(), 0);
	}
}

static void
call_about_pages(uint32_t number)
{
	envid_t envid = any_env();
	uint32_t va = harmless(any_va(), envid);

	switch (number) {
	case SYS_page_map:
		enter(number, (uint32_t)any_env(), any_va(), (uint32_t)envid, va,
		      (uint32_t)any_perm());
		break;
	case SYS_page_batch:
		fill_ops();
		enter(number, readable(ops),
		      chance(64) ? chance(ARRAY_SIZE(ops)) : 1u << chance(31), 0, 0, 0);
		break;
	default:
		enter(number, (uint32_t)envid, va, (uint32_t)any_perm(),
		      chance(8) ? chance(kerninfo.ki_nframes) : word(), 0);
	}
}

static void
call_about_messages(uint32_t number)
{
	uint32_t to = harmless(any_va(), 0);
	envid_t envid;

	switch (number) {
	case SYS_ipc_recv:
		clear_up();
		enter(number, to, 0, 0, 0, 0);
		break;
	case SYS_ipc_try_send:
		enter(number, (uint32_t)any_env(), word(), any_va(), (uint32_t)any_perm(), 0);
		break;
	case SYS_ipc_reply:
		clear_up();
		envid = any_env();
		enter(number, (uint32_t)envid, word(), any_va(), (uint32_t)any_perm(), to);
		break;
	default:
		envid = any_to_wait_for();
		enter(number, (uint32_t)envid, word(), any_va(), (uint32_t)any_perm(), to);
	}
}

/* LAB 5 */
/* What of these calls waits, or reads memory; the rest takes any words. */
static void
call_about_devices(uint32_t number)
{
	bool wait;

	switch (number) {
	case SYS_env_set_name:
		enter(number, (uint32_t)any_env(), readable("fuzz"), 0, 0, 0);
		break;
	case SYS_cgetc_wait:
		clear_up();
		enter(number, kerninfo.ki_typed + (chance(4) == 0), (uint32_t)any_env(), 0, 0, 0);
		break;
	case SYS_clock_wait:
		wait = chance(256) == 0;
		if (wait)
			clear_up();
		enter(number, kerninfo.ki_slices + wait, 0, 0, 0, 0);
		break;
	case SYS_ipc_reply_pages:
		clear_up();
		enter(number, (uint32_t)any_env(), word(), any_va(),
		      (uint32_t)any_perm() | chance(IPC_PAGES_MAX + 2) << PGSHIFT,
		      harmless(any_va(), 0));
		break;
	case SYS_bind_grant:
	case SYS_disk_submit:
		break; /* user/diskfuzz.c */
	default:
		enter(number, word(), word(), any_va(), chance(8) ? chance(16) : word(), chance(2));
	}
}
/* END LAB 5 */

static void
call_something(void)
{
	uint32_t number = chance(NSYSCALLS + 1);

	if (number >= SYS_ipc_try_send && number <= SYS_ipc_reply)
		call_about_messages(number);
	else if (number >= SYS_page_alloc && number <= SYS_page_batch)
		call_about_pages(number);
	/* LAB 5 */
	else if (number >= SYS_bind_grant && number <= SYS_clock_wait)
		call_about_devices(number);
	/* END LAB 5 */
	else if (number == SYS_cputs)
		enter(number, readable("\r"), chance(2), 0, 0, 0);
	else if (number < NSYSCALLS)
		call_about_environments(number);
	else
		enter(word() | NSYSCALLS, word(), word(), word(), word(), word());
}

static void
work(uint32_t number, uint32_t seed)
{
	chance_begin(seed);
	for (int i = 0; i < BATCH; i++) {
		COUNTS[number]++;
		cpu_pause();
		call_something();
	}
	clear_up();
}

/*
 * The loops: to use the processor; to give it away; to receive; to send to whom the registers name.
 * With pauses (rest()).
 */
static void
write_code(void)
{
	static const uint8_t loops[LOOPS][LOOP_SIZE] = {
		{ 0xB9, 200, 0, 0, 0, 0x49, 0x75, 0xFD, 0xF3, 0x90, 0xEB, 0xF4 },
		{ 0xF3, 0x90, 0xB8, SYS_yield, 0, 0, 0, 0xCD, T_SYSCALL, 0xEB, 0xF5 },
		{ 0xB8, SYS_ipc_recv, 0, 0, 0, 0xBA, 0, 0, 0, 0xF0, 0xCD, T_SYSCALL, 0xEB, 0xF2 },
		{ 0xF3, 0x90, 0xB8, SYS_ipc_try_send, 0, 0, 0, 0xCD, T_SYSCALL, 0xEB, 0xF5 },
	};

	memcpy(CODE, loops, sizeof(loops));
}

/* Starts a worker; 0 if there is no memory for it now. */
static envid_t
start(uint32_t number, uint32_t seed)
{
	envid_t child = fork_copying();

	if (child != 0)
		return MAX(child, 0);
	work(number, seed);
	exit();
}

/* What root knows of a worker. */
static struct Worker {
	envid_t id;
	uint32_t waited;      /* how often it was seen not to run, */
	uint32_t count, runs; /* and what it had done when its count last changed */
} workers[WORKERS];

/*
 * A worker that waits, or has stopped itself, is helped on, and ended when that does not help; so
 * is one that has given itself other registers, and makes none of our calls any more.
 */
static void
look_after(struct Worker *w)
{
	const volatile struct Env *e = &envs[ENVX(w->id)];
	uint32_t count = COUNTS[w - workers];

	if (count != w->count) {
		w->count = count;
		w->runs = e->env_runs;
		w->waited = 0;
	}
	if (e->env_status != ENV_NOT_RUNNABLE) {
		if (e->env_runs - w->runs > 8 * PATIENCE)
			sys_env_destroy(w->id);
		else if (chance(32) == 0)
			sys_env_set_status(w->id, chance(2) ? ENV_RUNNABLE : ENV_NOT_RUNNABLE);
		return;
	}
	sys_env_set_status(w->id, ENV_RUNNABLE);
	if (chance(4) == 0)
		sys_ipc_try_send(w->id, word(), chance(2) ? NOWHERE : CODE, PTE_P | PTE_U);
	if (++w->waited > PATIENCE)
		sys_env_destroy(w->id);
}

static bool
lives(const struct Worker *w)
{
	const volatile struct Env *e = &envs[ENVX(w->id)];

	return w->id > 0 && e->env_id == w->id && e->env_status > ENV_DYING;
}

static uint32_t
calls_made(void)
{
	uint32_t sum = 0;

	for (int i = 0; i < WORKERS; i++)
		sum += COUNTS[i];
	return sum;
}

/* How many environments of this name are left, but for the caller. */
static uint32_t
count_left(void)
{
	uint32_t left = 0;

	for (int n = 0; n < NENV; n++) {
		if (n == me || strcmp((const char *)envs[n].env_name, "fuzz") != 0)
			continue;
		/* It ran on another processor, which still gives its memory back. */
		while (envs[n].env_status == ENV_DYING)
			rest();
		left += envs[n].env_status != ENV_FREE;
	}
	return left;
}

void
umain(int argc, char **argv)
{
	uint32_t calls = option("calls", 10000), started = 0;
	bool working;

	/* A worker whose registers led it back to the beginning is no root. */
	if (thisenv->env_parent_id != 0)
		return;
	peers_find();
	root = thisenv->env_id;
	chance_begin(nonce_number() ^ option("fuzz", 1));
	sys_page_alloc(0, (void *)COUNTS, RW | PTE_SHARE);
	sys_page_alloc(0, CODE, RW | PTE_SHARE);
	write_code();
	do {
		bool more = calls_made() < calls;

		working = more;
		for (uint32_t i = 0; i < WORKERS; i++) {
			if (lives(&workers[i])) {
				look_after(&workers[i]);
				working = true;
			} else if (more) {
				workers[i] = (struct Worker){ .id = start(i, word()) };
				started += workers[i].id > 0;
			}
		}
		rest();
	} while (working);
	report("fuzz: %u calls by %u workers, %u left", calls_made(), started, count_left());
}
