/* SPDX-License-Identifier: MIT */
/* hexdump - bytes in hexadecimal, sixteen a line: hexdump [file...] */
#include "tool.h"

#define PER_LINE 16

static void
show(uint32_t at, const uint8_t *bytes, ssize_t n)
{
	tool_print("%08x ", at);
	for (ssize_t i = 0; i < PER_LINE; i++) {
		if (i < n)
			tool_print(" %02x", bytes[i]);
		else
			tool_print("   ");
	}
	tool_print("  |");
	for (ssize_t i = 0; i < n; i++)
		tool_print("%c", bytes[i] >= ' ' && bytes[i] < 0x7F ? bytes[i] : '.');
	tool_print("|\n");
}

static void
dump(int fd, const char *name)
{
	uint8_t bytes[PER_LINE];
	uint32_t at = 0;
	ssize_t n;

	while ((n = readn(fd, bytes, sizeof(bytes))) > 0) {
		show(at, bytes, n);
		at += (uint32_t)n;
	}
	if (n < 0)
		tool_error(name ? name : "input", (int)n);
}

void
umain(int argc, char **argv)
{
	tool_no_flags(&argc, argv, "[file...]");
	tool_each_file(argc - 1, argv + 1, dump);
	tool_end();
}
