/* SPDX-License-Identifier: MIT */
/*
 * lib.h - the library operating system's face to programs. A program includes this and defines
 * umain(); lib/entry.S and lib/libmain.c call it.
 */
#ifndef EXOLAB_INC_LIB_H
#define EXOLAB_INC_LIB_H

#include <inc/assert.h>
#include <inc/env.h>
#include <inc/error.h>
#include <inc/kerninfo.h>
#include <inc/memlayout.h>
/* LAB 4 */
#include <inc/pageop.h>
/* END LAB 4 */
#include <inc/stdio.h>
#include <inc/string.h>
#include <inc/syscall.h>
#include <inc/trap.h>
#include <inc/types.h>

#define USED(x) (void)(x)

/* The program. Its environment ends when it returns. */
void umain(int argc, char **argv);

/* Set before umain() runs. */
extern const char *binaryname;
extern const volatile struct Env *thisenv;

/* The kernel's tables, read-only; where they lie is fixed in inc/memlayout.h. */
extern const volatile struct Env envs[NENV];
extern const volatile struct PageInfo pages[];
extern const volatile struct KernInfo kerninfo;

/* Ends the calling environment. */
void exit(void) __noreturn;

/*
 * What the machine's command line says for key (inc/cmdline.h); all programs see the same line.
 * cmdline_get() copies the value to buf, cut to n - 1 characters and a zero, or leaves buf alone if
 * the key is not there. Both return whether it is.
 */
bool cmdline_has(const char *key);
bool cmdline_get(const char *key, char *buf, size_t n);

/*
 * The value of the key "nonce", or the empty string. Test programs print it with what they report,
 * so that a reader can tell their output from output made up in advance.
 */
const char *nonce(void);

/*
 * System calls. Each returns a negated error on failure; those that cannot fail return 0 where
 * nothing else is said.
 */

/*
 * How the calls enter the kernel: by sysenter if true, by int if false. Set before umain() to the
 * faster way that the processor has. A program may clear it, but set it only if ki_features has
 * KI_SYSENTER.
 */
extern bool syscall_fast;

/* Prints len bytes at s on the console. Destroys the caller if it may not read them. */
int sys_cputs(const char *s, size_t len);
/* The next character of console input, or 0 if there is none yet. */
int sys_cgetc(void);
/* The caller's environment id. */
envid_t sys_getenvid(void);
/*
 * Destroys an environment: the caller (envid 0 or its own id; then it does not return) or a child
 * of it. -E_BAD_ENV otherwise.
 */
int sys_env_destroy(envid_t envid);
/* Gives up the processor for one round of the others. */
int sys_yield(void);

/* LAB 4 */
/*
 * Environments. Where a call names one by envid, 0 is the caller; "own" means the caller or a child
 * of it, and -E_BAD_ENV is returned for any other where only own ones are allowed.
 */

/*
 * Gives the rest of the caller's turn to envid, any environment, and the caller waits for its next
 * turn among the others. -E_BAD_ENV; -E_INVAL if envid is not waiting for the processor.
 */
int sys_yield_to(envid_t envid);
/*
 * Makes a child: its registers are the caller's, but it returns 0 here; its address space is empty,
 * it has no upcalls, and it does not run before sys_env_set_status() lets it. Returns its id in the
 * parent. -E_NO_FREE_ENV, -E_NO_MEM.
 */
envid_t sys_exofork(void);
/*
 * Lets an own environment run (ENV_RUNNABLE), or not (ENV_NOT_RUNNABLE; if it runs on another
 * processor, very soon). -E_BAD_ENV; -E_INVAL for any other status, and for an environment that
 * waits in a system call: what it waits for decides when it goes on.
 */
int sys_env_set_status(envid_t envid, unsigned status);
/*
 * Replaces the registers of an own environment. What would give it more rights than a program has
 * is replaced: segments by the user segments, and of the flags only those that a program may
 * change are taken. -E_BAD_ENV; -E_INVAL if it runs on another processor. Destroys the caller if
 * it may not read *tf.
 */
int sys_env_set_trapframe(envid_t envid, const struct Trapframe *tf);
/*
 * Has exception trapno (T_*) of an own environment call upcall from now on, on its exception stack
 * (the page below UXSTACKTOP), with a struct UTrapframe at the stack pointer; 0: it ends the
 * environment again. An upcall during which the stack pointer is on the exception stack already
 * goes on below it, with one word left free between. The environment ends if the frame cannot be
 * written.
 * -E_BAD_ENV; -E_INVAL for what is no exception, or none that a program can answer.
 */
int sys_env_set_upcall(envid_t envid, uint32_t trapno, uintptr_t upcall);
/* Returns 0 when environment envid, any but the caller, is gone. -E_BAD_ENV if it is so already. */
int sys_env_wait(envid_t envid);

/*
 * Pages. va is a multiple of PGSIZE below UTOP; perm holds PTE_U | PTE_P, and nothing but
 * PTE_SYSCALL: -E_INVAL otherwise. All environments are own ones. A page that was mapped at the
 * place is unmapped first. On any error nothing has changed.
 */

/* Maps a zeroed frame at va. -E_NO_MEM if there is none, or none for a page table. */
int sys_page_alloc(envid_t envid, void *va, int perm);
/*
 * The same with frame number ppn and no other. -E_IN_USE if somebody has it: pages[ppn].pp_owner
 * says who. -E_INVAL if there is no such frame.
 */
int sys_page_alloc_at(envid_t envid, void *va, int perm, ppn_t ppn);
/*
 * Maps what srcenvid has mapped at srcva at dstva of dstenvid, too. -E_INVAL if there is nothing at
 * srcva, or if perm has PTE_W and the page there has not. -E_NO_MEM.
 */
int sys_page_map(envid_t srcenvid, void *srcva, envid_t dstenvid, void *dstva, int perm);
/* Unmaps what is at va, if anything is. */
int sys_page_unmap(envid_t envid, void *va);
/*
 * Carries out n operations, one after the other, up to the first that fails. Returns how many were
 * carried out in full; if that is none, the error of the first. (Its range may be done in part.)
 * Destroys the caller if it may not read them.
 */
int sys_page_batch(const struct PageOp *ops, size_t n);

/*
 * Messages: a word, and a page if srcva is below UTOP and the receiver's dstva is, too; the
 * receiver gets the frame at srcva mapped at dstva with perm. Errors of the page as in
 * sys_page_map(): -E_INVAL, -E_NO_MEM; -E_BAD_ENV if there is no such environment.
 * Who receives finds in *thisenv: env_ipc_value, env_ipc_from, and env_ipc_perm, 0 without a page.
 */

/* Sends if envid waits for a message now; -E_IPC_NOT_RECV otherwise. */
int sys_ipc_try_send(envid_t envid, uint32_t value, void *srcva, int perm);
/*
 * Sends; waits until envid takes it. -E_BAD_ENV also if envid ends before that; -E_INVAL to itself.
 */
int sys_ipc_send(envid_t envid, uint32_t value, void *srcva, int perm);
/* Waits for a message of anybody. -E_INVAL if dstva is below UTOP and no multiple of PGSIZE. */
int sys_ipc_recv(void *dstva);
/*
 * Sends as sys_ipc_send() does, then waits for a message of envid, and of nobody else; the
 * processor goes straight to envid. -E_BAD_ENV also if envid ends before it has answered.
 */
int sys_ipc_call(envid_t envid, uint32_t value, void *srcva, int perm, void *dstva);
/*
 * Sends as sys_ipc_try_send() does, then waits for a message of anybody. If it could not be sent,
 * it returns the error and does not wait.
 */
int sys_ipc_reply(envid_t envid, uint32_t value, void *srcva, int perm, void *dstva);

/*
 * What the library makes of these.
 */

/* Bits of page-table entries that mean something to the library, and nothing to the kernel. */
#define PTE_SHARE 0x400 /* to be shared with children, not copied */
#define PTE_COW 0x800	/* to be copied when it is written */

/*
 * Has handler called for exception trapno of this program, on the exception stack; null: none.
 * When it returns, the program goes on with what stands in *utf, which it may change, and with the
 * floating-point registers as the handler leaves them: a handler that uses them puts them back.
 * -E_INVAL if a program cannot answer this exception; -E_NO_MEM.
 */
int set_upcall_handler(uint32_t trapno, void (*handler)(struct UTrapframe *utf));
/* The same for page faults; panics on an error. */
void set_pgfault_handler(void (*handler)(struct UTrapframe *utf));
/* sys_env_set_upcall() for page faults, where upcall is not C but receives the bare UTrapframe. */
int sys_env_set_pgfault_upcall(envid_t envid, void *upcall);

/*
 * Makes a child that is a copy of the caller: returns its id, in the child 0. -E_NO_FREE_ENV,
 * -E_NO_MEM, and then nothing is left of it. Pages marked PTE_SHARE are shared; all others are
 * copied, by fork() when one of the two first writes, by fork_copying() at once.
 */
envid_t fork(void);
envid_t fork_copying(void);

/* Returns when environment envid is gone; at once if it is so already. */
void wait(envid_t envid);

/*
 * Waits for a message of anybody, and returns its word. The sender's id goes to *from_store, and
 * the rights of the page that came with it, mapped at pg, to *perm_store: 0 if none came. Any of
 * the three may be null. On an error it is returned, and both are 0.
 */
int32_t ipc_recv(envid_t *from_store, void *pg, int *perm_store);
/*
 * Sends a word, and the page at pg unless that is null; waits until it is taken. Panics on an
 * error.
 */
void ipc_send(envid_t to_env, uint32_t value, void *pg, int perm);
/*
 * Sends as ipc_send() does, and waits for the answer of to_env and of nobody else; returns its
 * word, or the error. A page that comes with it is mapped at answer_pg unless that is null.
 */
int32_t ipc_call(envid_t to_env, uint32_t value, void *pg, int perm, void *answer_pg,
		 int *perm_store);
/* The first environment of this type, or 0. */
envid_t ipc_find_env(enum EnvType type);

/*
 * Threads: they share everything that the environment has, and each runs until it calls one of
 * these (not from an exception's handler). The kernel knows nothing of them: a system call that
 * waits makes all of them wait, and fork() copies all of them. When umain() returns, the
 * environment ends.
 */
typedef int32_t thread_t;

/*
 * Makes a thread that will call body(arg), and end when that returns, on a stack of 12 KiB with a
 * guard page. Returns its id, which no thread ever had; -E_NO_MEM also if there are 64 threads.
 */
thread_t thread_create(void (*body)(void *arg), void *arg);
thread_t thread_self(void);
/* Gives the other threads a turn each. */
void thread_yield(void);
/* Ends the calling thread; with the last one, the environment. */
void thread_exit(void) __noreturn;
/* Returns when another thread has ended; at once if there is none of this id. */
void thread_join(thread_t thread);
/* END LAB 4 */

#endif
