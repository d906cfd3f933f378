/* SPDX-License-Identifier: MIT */
/*
 * upcallstack - exceptions while the stack pointer is on the exception stack, at its edges, and
 * nowhere. Needs an exception stack.
 * Must be seen: for each where the upcall's frame was; then the end, for one does not fit.
 */
#include <user/catch.h>
#include <user/stay.h>

uint32_t wanted_esp;

static __attribute__((naked, noinline)) void
raise_there(void)
{
	__asm__("movl wanted_esp, %esp\n ud2");
}

#define LOWEST (UXSTACKTOP - PGSIZE)

void
umain(int argc, char **argv)
{
	const uint32_t places[] = {
		UXSTACKTOP - 4,
		UXSTACKTOP - 1,
		UXSTACKTOP - 57,
		UXSTACKTOP - 1002,
		LOWEST + 60,
		UXSTACKTOP,
		LOWEST - 1,
		LOWEST - 4,
		0,
		USTACKTOP,
		KERNBASE + 64,
		UINT32_MAX,
		UXSTACKTOP - 2 - nonce_number() % 2048,
	};

	must(sys_env_set_upcall(0, T_ILLOP, (uintptr_t)catch_upcall));
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		wanted_esp = places[i];
		catch (raise_there);
		report("place %08x %08x %08x", wanted_esp, caught.utf_esp, caught_esp);
	}
	wanted_esp = LOWEST + 59;
	report("upcallstack: about to raise where the frame is a byte too long");
	catch (raise_there);
	survived("raised there");
}
