/* SPDX-License-Identifier: MIT */
/*
 * services - what a service is known by, and answers of several pages. Start it twice: one of the
 * two takes the type first, and lets the other one try while it has it, and when it has ended.
 * Must be seen: the results.
 */
#include <user/test.h>

#define PAGES ((uint8_t *)0xA0000000) /* what is handed out */
#define PLACE ((uint8_t *)0xB0000000) /* where it comes */
#define NOWHERE ((void *)UTOP)
#define LAST "last"
#define NPAGES 6
#define WINDOW 4
#define RW (PTE_P | PTE_U | PTE_W)

static bool
mapped(const void *va)
{
	return (uvpd[PDX(va)] & PTE_P) && (uvpt[PGNUM(va)] & PTE_P);
}

/* A child that does nothing. */
static envid_t
idle_child(void)
{
	envid_t child = must(fork());

	if (child == 0)
		sys_ipc_recv(NOWHERE);
	return child;
}

static void
take_names(void)
{
	static const char long_name[] = "a name that is longer than what an environment has for it";
	char *edge = (char *)PAGES + PGSIZE - 5;
	envid_t child = idle_child();
	const volatile struct Env *e = &envs[ENVX(child)];

	report("named %d [%s]", sys_env_set_name(child, "small"), e->env_name);
	must(sys_env_set_name(child, long_name));
	report("cut %d",
	       strncmp((const char *)e->env_name, long_name, sizeof(e->env_name) - 1) == 0 &&
		       e->env_name[sizeof(e->env_name) - 1] == '\0');
	must(sys_page_alloc(0, PAGES, RW));
	strcpy(edge, "edge");
	report("at_edge %d [%s]", sys_env_set_name(child, edge), e->env_name);
	must(sys_env_destroy(child));
	report("name_of_dead %d", sys_env_set_name(child, "dead"));
	if ((child = must(fork())) == 0) {
		sys_env_set_name(0, (char *)PAGES + PGSIZE);
		survived("a name that is not mapped");
	}
	sys_env_wait(child);
	must(sys_page_unmap(0, PAGES));
}

/* Asks for pages, as many as its window takes, and then for none; and says what came. */
static void
ask(envid_t server)
{
	int sum = 0;

	must(sys_ipc_window(WINDOW));
	must(sys_ipc_call(server, 1, NOWHERE, 0, PLACE));
	for (int i = 0; i < WINDOW; i++)
		sum = 10 * sum + PLACE[i * PGSIZE];
	report("came %u sum %d more %d", thisenv->env_ipc_npages, sum,
	       mapped(PLACE + WINDOW * PGSIZE));
	report("with %x word %d", thisenv->env_ipc_perm, thisenv->env_ipc_value);
	must(sys_ipc_call(server, 2, NOWHERE, 0, NOWHERE));
	report("none %u with %x word %d", thisenv->env_ipc_npages, thisenv->env_ipc_perm,
	       thisenv->env_ipc_value);
	exit();
}

static int
answer(envid_t to, uint32_t value, uint32_t perm, uint32_t npages)
{
	return sys_ipc_reply_pages(to, value, PAGES, perm | npages << PGSHIFT, NOWHERE);
}

static void
answer_with_pages(void)
{
	envid_t self = thisenv->env_id, deaf = must(sys_exofork()), child;

	if ((child = must(fork())) == 0)
		ask(self);
	for (int i = 0; i < NPAGES; i++) {
		must(sys_page_alloc(0, PAGES + i * PGSIZE, RW));
		PAGES[i * PGSIZE] = (uint8_t)(i + 1);
	}
	report("deaf %d", answer(deaf, 0, PTE_P | PTE_U, 1));
	must(sys_env_destroy(deaf));
	report("dead %d", answer(deaf, 0, PTE_P | PTE_U, 1));
	must(sys_ipc_recv(NOWHERE));
	report("no_pages %d", answer(child, 0, PTE_P | PTE_U, 0));
	report("beyond %d", answer(child, 0, PTE_P | PTE_U, 0xFFFFF));
	report("rights %d", answer(child, 0, PTE_P, NPAGES));
	must(sys_page_map(0, PAGES + PGSIZE, 0, PLACE, RW));
	must(sys_page_unmap(0, PAGES + PGSIZE));
	report("gap %d", answer(child, 0, PTE_P | PTE_U, NPAGES));
	must(sys_page_map(0, PLACE, 0, PAGES + PGSIZE, PTE_P | PTE_U));
	report("read_only %d", answer(child, 0, RW, NPAGES));
	/* It still waits; and asks again, and then for nothing more. */
	must(answer(child, 71, PTE_P | PTE_U, NPAGES));
	report("asked %u", thisenv->env_ipc_value);
	/* The other one sees this, and sends the message that we wait for. */
	must(sys_env_set_name(0, LAST));
	report("answered %d", answer(child, 72, PTE_P | PTE_U, 1));
	report("last %u", thisenv->env_ipc_value);
	sys_env_wait(child);
}

static void
serve(void)
{
	envid_t child;

	report("found %d", ipc_find_env(ENV_TYPE_FS) == thisenv->env_id);
	report("no_type %d", sys_env_set_type(NENVTYPES));
	if ((child = must(fork())) == 0) {
		report("child %d", sys_env_set_type(ENV_TYPE_PARTS));
		exit();
	}
	sys_env_wait(child);
	report("again %d", sys_env_set_type(ENV_TYPE_FS));
	report("other %d", sys_env_set_type(ENV_TYPE_PARTS));
	report("left %d", ipc_find_env(ENV_TYPE_FS));
	must(sys_env_set_type(ENV_TYPE_FS));
	take_names();
	answer_with_pages();
}

static void
come_second(envid_t first)
{
	while (strcmp((const char *)envs[ENVX(first)].env_name, LAST) != 0)
		sys_yield();
	report("second %d", sys_env_set_type(ENV_TYPE_FS));
	must(sys_ipc_send(first, 73, NOWHERE, 0));
	sys_env_wait(first);
	report("after_end %d", sys_env_set_type(ENV_TYPE_FS));
}

void
umain(int argc, char **argv)
{
	if (sys_env_set_type(ENV_TYPE_FS) == 0)
		serve();
	else
		come_second(ipc_find_env(ENV_TYPE_FS));
}
