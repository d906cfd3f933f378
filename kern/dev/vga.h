/* SPDX-License-Identifier: MIT */
/*
 * vga.h - the screen in VGA text mode: 80 columns, 25 rows, 16 colours.
 */
#ifndef EXOLAB_KERN_DEV_VGA_H
#define EXOLAB_KERN_DEV_VGA_H

#include <inc/types.h>

/* Looks for a VGA card and clears the screen. If there is none, vga_write() does nothing. */
void vga_init(void);

/*
 * Shows n characters. Knows \n \r \b \t \a and of the ANSI sequences: ESC [ ... m with 0, 1, 30-37,
 * 39, 40-47, 49 and 90-97 (colours), ESC [ 2 J (clear), ESC [ row ; column H, ESC [ K (clear
 * to the end of the line). Other sequences are left out.
 */
void vga_write(const char *s, size_t n);

#endif
