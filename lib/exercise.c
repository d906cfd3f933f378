/* SPDX-License-Identifier: MIT */
/*
 * exercise.c - where a program stops at an exercise that is not written yet: without formatted
 * printing, which is one itself.
 */
#include <inc/exercise.h>
#include <inc/lib.h>

void
exercise_missing(const char *message)
{
	sys_cputs("\n", 1); /* whatever stands in the line already */
	sys_cputs(message, strlen(message));
	/* LAB 5 */
	exit_status(1);
	/* END LAB 5 */
	exit();
}
