/* SPDX-License-Identifier: MIT */
/*
 * test.h - what the test programs share: reporting, and the accesses that they try.
 */
#ifndef EXOLAB_USER_TEST_H
#define EXOLAB_USER_TEST_H

#include <inc/lib.h>

/*
 * Prints one line, with one system call: the nonce of this run, if it has one, and the text.
 * Whoever reads "4f1c 1000 frames" and gave the nonce 4f1c knows that this program said it now.
 */
static inline void
report(const char *fmt, ...)
{
	char text[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	cprintf("%s%s%s\n", nonce(), nonce()[0] ? " " : "", text);
}

/* LAB 4 */
/* Returns r, which must be no error. */
static inline int
must(int r)
{
	if (r < 0)
		panic("%e", r);
	return r;
}

/* The nonce as a number: what follows from it cannot be known in advance. */
static inline uint32_t
nonce_number(void)
{
	static uint32_t n;

	if (n != 0) /* asked for each byte of a text */
		return n;
	for (const char *digit = nonce(); *digit; digit++)
		n = n << 4 | (uint32_t)(*digit <= '9' ? *digit - '0' : *digit - 'a' + 10);
	return n;
}
/* END LAB 4 */

/* Says that the program still runs after something that had to end it. Must never be seen. */
static inline void
survived(const char *what)
{
	report("SURVIVED: %s %s", binaryname, what);
}

/*
 * One load or store of 32 bits, exactly where it stands, at any address. In assembler, because a
 * compiler may do as it likes with an access that C does not define; a macro, so that a fault is
 * reported at the line that uses it.
 */
#define peek(va)                                                                                   \
	({                                                                                         \
		uint32_t peek_value;                                                               \
		__asm__ volatile("movl (%1), %0" : "=r"(peek_value) : "r"(va) : "memory");         \
		peek_value;                                                                        \
	})

#define poke(va, value)                                                                            \
	__asm__ volatile("movl %0, (%1)" : : "r"((uint32_t)(value)), "r"(va) : "memory")

/* The system call number, as it stands, through int; what the stubs in lib/ do not let through. */
static inline int
raw_call(uint32_t number, uint32_t a1, uint32_t a2, uint32_t a3)
{
	int result;

	__asm__ volatile("int %1"
			 : "=a"(result)
			 : "i"(T_SYSCALL), "a"(number), "d"(a1), "c"(a2), "b"(a3), "D"(0), "S"(0)
			 : "memory", "cc");
	return result;
}

#endif
