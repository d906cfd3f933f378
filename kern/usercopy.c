/* SPDX-License-Identifier: MIT */
/*
 * usercopy.c - copies between the kernel and the program that runs, at the program's addresses.
 */
#include <kern/usercopy.h>
#include <kern/usercopyasm.h>

bool
usercopy_recover(struct Trapframe *tf)
{
	if (tf->tf_trapno != T_PGFLT || tf->tf_eip < (uintptr_t)usercopy ||
	    tf->tf_eip >= (uintptr_t)usercopy_failed)
		return false;
	tf->tf_eip = (uintptr_t)usercopy_failed;
	return true;
}
