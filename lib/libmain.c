/* SPDX-License-Identifier: MIT */
/*
 * libmain.c - from lib/entry.S to umain(): what a program may rely on is set up here.
 */
#include <inc/lib.h>

const volatile struct Env *thisenv;
const char *binaryname;

void libmain(int argc, char **argv) __noreturn;

void
libmain(int argc, char **argv)
{
	syscall_fast = (kerninfo.ki_features & KI_SYSENTER) != 0;
	thisenv = &envs[ENVX(sys_getenvid())];
	/* Without arguments, the name that the kernel shows; it does not change under us. */
	binaryname = argc > 0 ? argv[0] : (const char *)thisenv->env_name;
	umain(argc, argv);
	exit();
}
