/* SPDX-License-Identifier: MIT */
/* true - goes well */
#include <inc/lib.h>

void
umain(int argc, char **argv)
{
	exit_status(0);
}
