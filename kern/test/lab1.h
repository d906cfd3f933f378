/* SPDX-License-Identifier: MIT */
/*
 * lab1.h - what the files of lab 1's tests share. Beside lab1.c, each compiles one file of the
 * kernel a second time, with other devices below it: here they do what an emulator's never do.
 */
#ifndef EXOLAB_KERN_TEST_LAB1_H
#define EXOLAB_KERN_TEST_LAB1_H

#include <inc/types.h>

void run_port(uint32_t nonce);	/* lab1_serial.c */
void run_card(uint32_t nonce);	/* lab1_vga.c */
void run_words(uint32_t nonce); /* lab1_monitor.c */

#endif
