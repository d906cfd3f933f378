/* SPDX-License-Identifier: MIT */
/*
 * syscall.h - the system calls: one table from which come the numbers (here), the kernel's
 * dispatch and prototypes (kern/syscall.c) and the programs' stubs (lib/sysentry.S; lib/syscall.c
 * compares their prototypes in inc/lib.h with the table). Usable from C and from assembler.
 *
 * SYSCALLS(C0, C1, ... C5): Cn(name, type1, arg1, ..., typen, argn) declares a call of n
 * arguments. Each returns an int32_t: zero or more on success, a negated error (inc/error.h)
 * otherwise. What each call does, needs and returns stands at its prototype in inc/lib.h.
 *
 * At the gate (int $T_SYSCALL): number in eax; arguments in edx, ecx, ebx, edi, esi; result in eax,
 * every other register as it was. Through sysenter: the same, at most four arguments, the address
 * to return to in esi and the stack pointer to return with in ebp; ecx and edx come back undefined,
 * ds and es as the user data segment.
 */
#ifndef EXOLAB_INC_SYSCALL_H
#define EXOLAB_INC_SYSCALL_H

/* clang-format off */
#define SYSCALLS(C0, C1, C2, C3, C4, C5)			\
	C2(cputs, const char *, s, size_t, len)			\
	C0(cgetc)						\
	C0(getenvid)						\
	C1(env_destroy, envid_t, envid)				\
	C0(yield)						\
	/* LAB 4 */						\
	C1(yield_to, envid_t, envid)				\
	C0(exofork)						\
	C2(env_set_status, envid_t, envid, unsigned, status)	\
	C2(env_set_trapframe, envid_t, envid,			\
	   const struct Trapframe *, tf)			\
	C3(env_set_upcall, envid_t, envid, uint32_t, trapno,	\
	   uintptr_t, upcall)					\
	C1(env_wait, envid_t, envid)				\
	C3(page_alloc, envid_t, envid, void *, va, int, perm)	\
	C4(page_alloc_at, envid_t, envid, void *, va, int, perm, \
	   ppn_t, ppn)						\
	C5(page_map, envid_t, srcenvid, void *, srcva,		\
	   envid_t, dstenvid, void *, dstva, int, perm)		\
	C2(page_unmap, envid_t, envid, void *, va)		\
	C2(page_batch, const struct PageOp *, ops, size_t, n)	\
	C4(ipc_try_send, envid_t, envid, uint32_t, value,	\
	   void *, srcva, int, perm)				\
	C4(ipc_send, envid_t, envid, uint32_t, value,		\
	   void *, srcva, int, perm)				\
	C1(ipc_recv, void *, dstva)				\
	C5(ipc_call, envid_t, envid, uint32_t, value,		\
	   void *, srcva, int, perm, void *, dstva)		\
	C5(ipc_reply, envid_t, envid, uint32_t, value,		\
	   void *, srcva, int, perm, void *, dstva)		\
	/* END LAB 4 */						\
	/* LAB 5 */						\
	C5(bind_grant, bindid_t, from, envid_t, to,		\
	   uint32_t, first, uint32_t, count, uint32_t, rights)	\
	C1(bind_revoke, bindid_t, binding)			\
	C5(disk_submit, bindid_t, binding, uint32_t, sector,	\
	   void *, va, uint32_t, count, int, write)		\
	C1(disk_wait, diskreq_t, request)			\
	C1(disk_poll, diskreq_t, request)			\
	C1(ipc_window, uint32_t, npages)			\
	C5(ipc_reply_pages, envid_t, envid, uint32_t, value,	\
	   void *, srcva, uint32_t, perm_npages, void *, dstva)	\
	C1(env_set_type, unsigned, type)			\
	C2(env_set_name, envid_t, envid, const char *, name)	\
	C2(cgetc_wait, uint32_t, typed, envid_t, envid)		\
	C1(clock_wait, uint32_t, slice)				\
	/* END LAB 5 */

/* clang-format on */

#ifndef __ASSEMBLER__
#define SYSCALL_NUMBER(name, ...) SYS_##name,
enum {
	SYSCALLS(SYSCALL_NUMBER, SYSCALL_NUMBER, SYSCALL_NUMBER, SYSCALL_NUMBER, SYSCALL_NUMBER,
		 SYSCALL_NUMBER)
	NSYSCALLS
};
#undef SYSCALL_NUMBER
#endif

#endif
