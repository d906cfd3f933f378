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
/* LAB 5 */
#include <inc/binding.h>
#include <inc/disk.h>
#include <inc/fs.h>
/* END LAB 5 */
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
 * change are taken. If it waits in a system call, it still does; what it sends is what its new
 * registers say, and the result comes in eax. -E_BAD_ENV; -E_INVAL if it runs on another processor.
 * Destroys the caller if it may not read *tf.
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
 * says who, but of a page table, who had the frame before. -E_INVAL if there is no such frame.
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
 * copied, by fork() when one of the two first writes, by fork_copying() at once. Not from an
 * exception's handler: the exception stack is not copied.
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

/* LAB 5 */
/*
 * Bindings (inc/binding.h), and the disk (inc/disk.h).
 */
extern const volatile struct Binding bindings[NBINDING];

/*
 * Passes on a part of the caller's binding `from`: environment `to` may from now on use count names
 * from first on, with these rights. Returns the id of the new binding. -E_BAD_BINDING if the caller
 * does not hold `from`; -E_BAD_ENV; -E_NOT_BOUND if the part is not in it, or has rights that it
 * lacks; -E_INVAL if the part is empty, or rights are none or unknown; -E_NO_MEM if no slot is
 * free, or the caller has passed on NGRANTS_MAX already.
 */
bindid_t sys_bind_grant(bindid_t from, envid_t to, uint32_t first, uint32_t count, uint32_t rights);
/*
 * Takes back a binding, and all that were granted from it. The caller must hold it, or one from
 * which it came: -E_BAD_BINDING otherwise. What was requested through them and has not begun is
 * refused, with -E_BAD_BINDING; what is going on is done before anything that is submitted later.
 */
int sys_bind_revoke(bindid_t binding);

/*
 * Has count sectors from sector on carried from the disk to va, or from va to the disk if write is
 * true, as the binding allows; returns the name of the request at once. va is a multiple of
 * SECTSIZE. The pages keep their frames till the end of the request, whatever becomes of them here;
 * what was written is then on the medium, and not only in the disk's cache.
 * -E_BAD_BINDING; -E_NOT_BOUND if the sectors are not in it, or not with this right; -E_INVAL for
 * va, and for count 0 or above DISK_SECTORS_MAX; -E_FAULT if the memory is not all below UTOP, or
 * the caller may not read it, or for a read from the disk not write it; -E_NO_MEM with
 * DISK_REQUESTS_MAX requests under way, or none free in the kernel. On an error nothing has been
 * done.
 */
diskreq_t sys_disk_submit(bindid_t binding, uint32_t sector, void *va, uint32_t count, int write);
/*
 * The end of the caller's request: 0, -E_IO if the disk reports an error, or -E_BAD_BINDING if the
 * binding was revoked before it began. The name is forgotten then. -E_INVAL if it names no request
 * of the caller. sys_disk_wait() waits for the end; sys_disk_poll() returns -E_NOT_YET before it.
 */
int sys_disk_wait(diskreq_t request);
int sys_disk_poll(diskreq_t request);

/*
 * How many pages a message may bring at the place that the caller names when it receives: 1 if it
 * never said, at most IPC_PAGES_MAX. -E_INVAL for 0 and for more.
 */
int sys_ipc_window(uint32_t npages);
/*
 * sys_ipc_reply() with npages pages from srcva on: as many of them are mapped as the receiver
 * takes. It finds in env_ipc_npages how many came. perm_npages is perm | npages << PGSHIFT. If an
 * error comes half-way, some of the pages may be mapped.
 */
int sys_ipc_reply_pages(envid_t envid, uint32_t value, void *srcva, uint32_t perm_npages,
			void *dstva);

/*
 * The caller is a service of this type from now on (inc/env.h). -E_INVAL if there is no such type,
 * or the caller was not started by the kernel; -E_IN_USE if another one has it.
 */
int sys_env_set_type(unsigned type);
/* Names an own environment, for people: cut to what env_name holds. -E_BAD_ENV. */
int sys_env_set_name(envid_t envid, const char *name);
/*
 * Waits for console input: returns when kerninfo.ki_typed is no longer `typed`, or when environment
 * envid is gone (0: none is meant), at once if either is so already. Who read ki_typed, and then
 * found neither a character nor the end, misses nothing.
 */
int sys_cgetc_wait(uint32_t typed, envid_t envid);
/*
 * Waits until kerninfo.ki_slices has come to `slice`: at once if that is past, and a time more than
 * INT32_MAX slices ahead is.
 */
int sys_clock_wait(uint32_t slice);

/*
 * Descriptors: small numbers for what a program reads and writes. fork() and spawn() hand them on;
 * the offset is shared then, as it is after dup(). All calls return 0 or more, or an error;
 * -E_INVAL for a number that is not open, or not open in this way; -E_NOT_SUPP for what this kind
 * cannot do. What makes a descriptor takes the lowest number that is free: -E_MAX_OPEN, -E_NO_MEM.
 *
 * With files: -E_BAD_PATH for a path, or a part of one, that is empty or too long; -E_NOT_FOUND,
 * also if there is no file server; -E_NOT_DIR for a path that leads through a file; -E_NO_DISK and
 * -E_NO_MEM for want of room; -E_IO if the disk fails; -E_BAD_FS for what no sound disk holds.
 */
#define NFD 32

/*
 * Opens a file, and returns its descriptor. O_*: inc/fs.h. A directory can only be read, by
 * readdir(): -E_IS_DIR. -E_FILE_EXISTS with O_EXCL.
 */
int open(const char *path, int mode);
int close(int fd);
void close_all(void);
/*
 * Bytes read; 0 at the end. An error after the first bytes is left to the next call: these are not
 * lost. readn() goes on until n bytes have come, or the end, or an error.
 */
ssize_t read(int fd, void *buf, size_t n);
ssize_t readn(int fd, void *buf, size_t n);
/*
 * Bytes written; fewer only before an error that the next call will return. -E_PIPE if nobody is
 * left to read.
 */
ssize_t write(int fd, const void *buf, size_t n);
/* The next byte is the one at offset, counted from the start of the file; also behind its end. */
int seek(int fd, off_t offset);
/* Makes newfd another name of oldfd, closing what newfd was, and returns it. */
int dup(int oldfd, int newfd);
int fstat(int fd, struct Stat *stat);
int stat(const char *path, struct Stat *stat);
/* The file has so many bytes from now on: it is cut, or zeros are added. */
int ftruncate(int fd, off_t size);
/* Takes a file's name away; the file goes with its last name and its last descriptor. -E_IS_DIR. */
int remove(const char *path);
/*
 * A file `to` is replaced: at each moment there is either the old one or the new one. -E_IS_DIR if
 * `to` is a directory, -E_NOT_DIR if it is a file and `from` a directory; -E_INVAL for "." and
 * "..", and for a directory that would come to lie in itself. -E_NOT_AT_ONCE for a directory that
 * goes to another one, or whose entry has no room for the new name: make a new one, and move what
 * is in it (user/bin/mv.c).
 */
int rename(const char *from, const char *to);
/* A second name for a file. -E_FILE_EXISTS; -E_IS_DIR. */
int link(const char *path, const char *new_name);
/* -E_FILE_EXISTS. */
int mkdir(const char *path);
/* -E_NOT_DIR; -E_NOT_EMPTY; -E_INVAL for ".", ".." and "/". */
int rmdir(const char *path);
/* Returns when all that was written to files is on the disk. */
int sync(void);
/* fd[0] reads what is written to fd[1]. */
int pipe(int fd[2]);
/* Does the other end of the pipe exist no more? */
int pipeisclosed(int fd);
/* A descriptor of the console. */
int opencons(void);

/*
 * The entries of a directory, one after the other: 1, or 0 after the last. Of *entry st_name,
 * st_ino, st_isdir and st_dev are set; the rest is zeros. -E_NOT_DIR.
 */
int readdir(int fd, struct Stat *entry);

/* Formatted text to a descriptor, 1 for printf(). Bytes written, or the error of write(). */
int fprintf(int fd, const char *fmt, ...);
int vfprintf(int fd, const char *fmt, va_list ap);
int printf(const char *fmt, ...);

/*
 * Starts a program from a file, with these arguments (argv ends with a null pointer) and the
 * caller's open descriptors. Returns the child's id. -E_NOT_EXEC if the file is no program;
 * -E_INVAL if the arguments do not fit in a page; -E_NO_FREE_ENV; the errors of open() and read().
 * Uses the pages at UTEMP.
 */
envid_t spawn(const char *path, const char *const argv[]);
/* The same with the arguments one by one, and a null pointer behind them; at most 15. */
envid_t spawnl(const char *path, const char *arg0, ...);
/*
 * The same, but the child's descriptors are 0, 1 and 2, the caller's fds[0..2], and no others; and
 * it shares the caller's terminal (lib/terminal.h) only if `in_front`.
 */
envid_t spawn_with(const char *path, const char *const argv[], const int fds[3], bool in_front);

/*
 * exit_status() ends the program and says how it went: 0 is well. exit() says 0. wait_status()
 * waits for the end of a child, and returns what it said: 0 to 255; EXIT_CRASHED if it came to its
 * end without a word.
 */
#define EXIT_CRASHED 256
void exit_status(int status) __noreturn;
int wait_status(envid_t child);

/* The directory from which paths that do not begin with / start. getcwd() has no "." and "..". */
int chdir(const char *path);
const char *getcwd(void);
/* END LAB 5 */

#endif
