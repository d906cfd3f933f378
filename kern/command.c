/* SPDX-License-Identifier: MIT */
/*
 * command.c - the checks of arguments that the monitor's commands share.
 */
#include <inc/stdio.h>
#include <kern/command.h>

/* The value of c as a hexadecimal digit, or 16. */
static uint32_t
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (uint32_t)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (uint32_t)(c - 'a' + 10);
	if (c >= 'A' && c <= 'F')
		return (uint32_t)(c - 'A' + 10);
	return 16;
}

/*
 * Exercise 1.12, continued: read a number.
 *
 * text is decimal, or hexadecimal behind 0x or 0X (digit_value() knows the digits of both). It is
 * wrong if it has no digit, has a character that is not a digit of its base, or does not fit in 32
 * bits: 4294967296 and 0x100000000 do not. Then print one line which names the argument (what) and
 * shows the text, store nothing and return false. Otherwise store the number and return true.
 */
bool
command_number(const char *what, const char *text, uint32_t *value)
{
	/* EXERCISE 1.12 command_number */
	bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
	const char *s = hex ? text + 2 : text;
	uint32_t base = hex ? 16 : 10, result = 0, digit;

	if (*s == '\0') {
		cprintf("%s: \"%s\" is not a number\n", what, text);
		return false;
	}
	for (; *s != '\0'; s++) {
		digit = digit_value(*s);
		if (digit >= base) {
			cprintf("%s: \"%s\" is not a number; hexadecimal ones start with 0x\n",
				what, text);
			return false;
		}
		if (result > (UINT32_MAX - digit) / base) {
			cprintf("%s: %s does not fit in 32 bits\n", what, text);
			return false;
		}
		result = result * base + digit;
	}
	*value = result;
	return true;
	/* END EXERCISE 1.12 */
}
