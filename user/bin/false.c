/* SPDX-License-Identifier: MIT */
/* false - does not go well */
#include <inc/lib.h>

void
umain(int argc, char **argv)
{
	exit_status(1);
}
