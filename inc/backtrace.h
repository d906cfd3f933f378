/* SPDX-License-Identifier: MIT */
/*
 * backtrace.h - which calls led here: function, arguments, file and line of each.
 *
 * A frame is printed as
 *	  #1 0xf0100123 in mem_init(0x4000, ?) at kern/frame.c:42
 * where ? is an argument that does not lie on the stack, or is out of reach; and as
 *	  #1 0xf0100123 in ??
 * where the line table knows nothing.
 */
#ifndef EXOLAB_INC_BACKTRACE_H
#define EXOLAB_INC_BACKTRACE_H

#include <inc/lines.h>

/*
 * Prints the calls that led to the code at eip, where ebp is the frame pointer. source names the
 * line table of that code, and source->ls_read is also how its stack is read. Ends at a frame
 * pointer of 0 (the outermost frame), at a bad one, or after a fixed number of frames, so that it
 * can be let loose on any memory.
 */
void backtrace_walk(const struct LineSource *source, uint32_t eip, uint32_t ebp);

#endif
