/* SPDX-License-Identifier: MIT */
/*
 * exercise_asm.h - an exercise that is not written yet in the kernel's entry code, where segments
 * and stack may still be the program's. See inc/exercise.h.
 */
#ifndef EXOLAB_KERN_EXERCISE_ASM_H
#define EXOLAB_KERN_EXERCISE_ASM_H

#include <inc/exercise.h>
#include <inc/memlayout.h>

/* clang-format off */
#define EXERCISE_MISSING(lab, number, name)	\
	movl	$GD_KD, %eax;			\
	movw	%ax, %ds;			\
	movw	%ax, %es;			\
	movl	$(KSTACKTOP - KSTACKRESERVED), %esp; \
	pushl	$9f;				\
	call	exercise_missing;		\
9:	EXERCISE_ASCII(lab, number, name)
/* clang-format on */

#endif
