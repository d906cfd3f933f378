/* SPDX-License-Identifier: MIT */
/*
 * printfmt.c - the formatted-print engine, for the kernel and for programs. inc/stdio.h says which
 * conversions there are; what they print is what C11, 7.21.6.1 says, where C has them.
 *
 * The engine knows nothing of where the characters go: it hands each to a function.
 */
#include <inc/error.h>
#include <inc/stdio.h>
#include <inc/string.h>

#define WIDTH_MAX 9999 /* widths and precisions are cut to this */
#define DIGITS_MAX 22  /* of a 64-bit number in base 8 */

enum Length {
	LENGTH_CHAR,
	LENGTH_SHORT,
	LENGTH_INT,
	LENGTH_LONG,
	LENGTH_LONGLONG,
	LENGTH_SIZE
};

/* One print: where it goes and what is left of its arguments. */
struct Print {
	void (*pr_putch)(int, void *);
	void *pr_putdat;
	va_list pr_args;
};

/* One conversion, as written behind its %. */
struct Spec {
	bool sp_left;	  /* - */
	bool sp_zero;	  /* 0 */
	bool sp_plus;	  /* + */
	bool sp_space;	  /* space */
	bool sp_alt;	  /* # */
	int sp_width;	  /* 0 if none */
	int sp_precision; /* -1 if none */
	enum Length sp_length;
	char sp_conv; /* the letter */
};

#define ERROR_TEXT(name, number, text) [number] = text,
static const char *const error_texts[MAXERROR] = { ERRORS(ERROR_TEXT) };
#undef ERROR_TEXT

static void
put_repeated(struct Print *print, char c, int n)
{
	while (n-- > 0)
		print->pr_putch(c, print->pr_putdat);
}

static void
put_string(struct Print *print, const char *s, int n)
{
	for (int i = 0; i < n; i++)
		print->pr_putch((unsigned char)s[i], print->pr_putdat);
}

/*
 * Prints a prefix (a sign, 0x), zeros zeros and n characters at s, filled up with spaces to the
 * width of the conversion.
 */
static void
put_field(struct Print *print, const struct Spec *spec, const char *prefix, int zeros,
	  const char *s, int n)
{
	int nprefix = (int)strlen(prefix);
	int fill = spec->sp_width - nprefix - zeros - n;

	if (!spec->sp_left)
		put_repeated(print, ' ', fill);
	put_string(print, prefix, nprefix);
	put_repeated(print, '0', zeros);
	put_string(print, s, n);
	if (spec->sp_left)
		put_repeated(print, ' ', fill);
}

/*
 * Divides *value by base, which is at most 16, and returns the remainder. The i386 divides 32 bits
 * by 32; a larger value is divided as one does on paper, in digits of 16 bits.
 */
static unsigned
divide(uint64_t *value, unsigned base)
{
	uint64_t quotient = 0;
	uint32_t part = 0;
	int shift;

	if (*value >> 32 == 0) {
		part = (uint32_t)*value;
		*value = part / base;
		return part % base;
	}
	for (shift = 48; shift >= 0; shift -= 16) {
		part = part << 16 | (uint16_t)(*value >> shift);
		quotient = quotient << 16 | part / base;
		part %= base;
	}
	*value = quotient;
	return part;
}

/*
 * Exercise 1.8 (16 points): print value as spec says, behind prefix ("", "-", "+", " " or "0x").
 *
 * Find the digits of value in the given base (8, 10 or 16; lower-case letters): divide() gives
 * them from the last to the first, so fill a buffer of DIGITS_MAX characters from its end. Then
 * find how many zeros go before the digits:
 *   - with a precision (sp_precision >= 0), as many as make up that number of digits. With
 *     precision 0, the value 0 has no digits at all; otherwise it has one, 0.
 *   - else, with the flag 0 and without the flag - (sp_zero, sp_left), as many as fill the width
 *     (sp_width), the prefix counted in.
 *   - the flag # (sp_alt) with base 8 asks for at least one zero, unless the first digit is one.
 * put_field() prints the whole and adds the spaces.
 */
static void
print_number(struct Print *print, const struct Spec *spec, uint64_t value, unsigned base,
	     const char *prefix)
{
	/* EXERCISE 1.8 print_number */
	char digits[DIGITS_MAX];
	int first = DIGITS_MAX, zeros = 0, n;

	while (value != 0 || (first == DIGITS_MAX && spec->sp_precision != 0))
		digits[--first] = "0123456789abcdef"[divide(&value, base)];
	n = DIGITS_MAX - first;

	if (spec->sp_precision >= 0)
		zeros = spec->sp_precision - n;
	else if (spec->sp_zero && !spec->sp_left)
		zeros = spec->sp_width - (int)strlen(prefix) - n;
	if (spec->sp_alt && base == 8 && zeros < 1 && (n == 0 || digits[first] != '0'))
		zeros = 1;

	put_field(print, spec, prefix, MAX(zeros, 0), digits + first, n);
	/* END EXERCISE 1.8 */
}

static void
print_string(struct Print *print, const struct Spec *spec, const char *s)
{
	size_t max = spec->sp_precision >= 0 ? (size_t)spec->sp_precision : (size_t)INT32_MAX;

	if (!s)
		s = "(null)";
	put_field(print, spec, "", 0, s, (int)strnlen(s, max));
}

/* Prints the text of an error number, negated or not. */
static void
print_error(struct Print *print, const struct Spec *spec, int error)
{
	char number[sizeof "error -2147483648"];
	unsigned index = error < 0 ? -(unsigned)error : (unsigned)error;

	if (index < MAXERROR && error_texts[index]) {
		print_string(print, spec, error_texts[index]);
		return;
	}
	snprintf(number, sizeof(number), "error %d", error);
	print_string(print, spec, number);
}

/* The next argument as a signed number of the conversion's length. */
static int64_t
signed_arg(struct Print *print, enum Length length)
{
	switch (length) {
	case LENGTH_CHAR:
		return (signed char)va_arg(print->pr_args, int);
	case LENGTH_SHORT:
		return (short)va_arg(print->pr_args, int);
	case LENGTH_LONG:
		return va_arg(print->pr_args, long);
	case LENGTH_LONGLONG:
		return va_arg(print->pr_args, long long);
	case LENGTH_SIZE:
		return (ssize_t)va_arg(print->pr_args, size_t);
	default:
		return va_arg(print->pr_args, int);
	}
}

/* The same, unsigned. */
static uint64_t
unsigned_arg(struct Print *print, enum Length length)
{
	switch (length) {
	case LENGTH_CHAR:
		return (unsigned char)va_arg(print->pr_args, int);
	case LENGTH_SHORT:
		return (unsigned short)va_arg(print->pr_args, int);
	case LENGTH_LONG:
		return va_arg(print->pr_args, unsigned long);
	case LENGTH_LONGLONG:
		return va_arg(print->pr_args, unsigned long long);
	case LENGTH_SIZE:
		return va_arg(print->pr_args, size_t);
	default:
		return va_arg(print->pr_args, unsigned);
	}
}

static void
print_signed(struct Print *print, const struct Spec *spec)
{
	int64_t value = signed_arg(print, spec->sp_length);
	const char *prefix = value < 0 ? "-" : spec->sp_plus ? "+" : spec->sp_space ? " " : "";

	print_number(print, spec, value < 0 ? -(uint64_t)value : (uint64_t)value, 10, prefix);
}

static void
print_hex(struct Print *print, const struct Spec *spec)
{
	uint64_t value = unsigned_arg(print, spec->sp_length);

	print_number(print, spec, value, 16, spec->sp_alt && value != 0 ? "0x" : "");
}

static void
print_char(struct Print *print, const struct Spec *spec)
{
	char c = (char)va_arg(print->pr_args, int);

	put_field(print, spec, "", 0, &c, 1);
}

/* Prints one argument as the conversion says. Returns whether there is such a conversion. */
static bool
convert(struct Print *print, const struct Spec *spec)
{
	switch (spec->sp_conv) {
	case 'd':
	case 'i':
		print_signed(print, spec);
		return true;
	case 'u':
		print_number(print, spec, unsigned_arg(print, spec->sp_length), 10, "");
		return true;
	case 'o':
		print_number(print, spec, unsigned_arg(print, spec->sp_length), 8, "");
		return true;
	case 'x':
		print_hex(print, spec);
		return true;
	case 'p':
		print_number(print, spec, (uintptr_t)va_arg(print->pr_args, void *), 16, "0x");
		return true;
	case 's':
		print_string(print, spec, va_arg(print->pr_args, const char *));
		return true;
	case 'c':
		print_char(print, spec);
		return true;
	case 'e':
		print_error(print, spec, va_arg(print->pr_args, int));
		return true;
	case '%':
		print->pr_putch('%', print->pr_putdat);
		return true;
	default:
		return false;
	}
}

static const char *
parse_flags(const char *fmt, struct Spec *spec)
{
	for (;; fmt++) {
		switch (*fmt) {
		case '-':
			spec->sp_left = true;
			break;
		case '0':
			spec->sp_zero = true;
			break;
		case '+':
			spec->sp_plus = true;
			break;
		case ' ':
			spec->sp_space = true;
			break;
		case '#':
			spec->sp_alt = true;
			break;
		default:
			return fmt;
		}
	}
}

/* Reads digits, or * and then an argument, into *number. */
static const char *
parse_number(const char *fmt, struct Print *print, int *number)
{
	if (*fmt == '*') {
		*number = va_arg(print->pr_args, int);
		*number = MAX(MIN(*number, WIDTH_MAX), -WIDTH_MAX);
		return fmt + 1;
	}
	for (; *fmt >= '0' && *fmt <= '9'; fmt++)
		*number = MIN(*number * 10 + (*fmt - '0'), WIDTH_MAX);
	return fmt;
}

static const char *
parse_length(const char *fmt, struct Spec *spec)
{
	switch (*fmt) {
	case 'h':
		spec->sp_length = fmt[1] == 'h' ? LENGTH_CHAR : LENGTH_SHORT;
		return fmt[1] == 'h' ? fmt + 2 : fmt + 1;
	case 'l':
		spec->sp_length = fmt[1] == 'l' ? LENGTH_LONGLONG : LENGTH_LONG;
		return fmt[1] == 'l' ? fmt + 2 : fmt + 1;
	case 'z':
		spec->sp_length = LENGTH_SIZE;
		return fmt + 1;
	default:
		return fmt;
	}
}

/* Reads the conversion at fmt, just behind its %. Returns where its letter stands. */
static const char *
parse_spec(const char *fmt, struct Print *print, struct Spec *spec)
{
	*spec = (struct Spec){ .sp_precision = -1, .sp_length = LENGTH_INT };
	fmt = parse_flags(fmt, spec);
	fmt = parse_number(fmt, print, &spec->sp_width);
	if (spec->sp_width < 0) {
		spec->sp_left = true;
		spec->sp_width = -spec->sp_width;
	}
	if (*fmt == '.') {
		spec->sp_precision = 0;
		fmt = parse_number(fmt + 1, print, &spec->sp_precision);
	}
	fmt = parse_length(fmt, spec);
	spec->sp_conv = *fmt;
	return fmt;
}

void
vprintfmt(void (*putch)(int, void *), void *putdat, const char *fmt, va_list ap)
{
	struct Print print = { .pr_putch = putch, .pr_putdat = putdat };
	struct Spec spec;
	const char *start;

	va_copy(print.pr_args, ap);
	while (*fmt != '\0') {
		if (*fmt != '%') {
			putch((unsigned char)*fmt++, putdat);
			continue;
		}
		start = fmt;
		fmt = parse_spec(fmt + 1, &print, &spec);
		if (spec.sp_conv != '\0')
			fmt++;
		if (!convert(&print, &spec))
			put_string(&print, start, (int)(fmt - start));
	}
	va_end(print.pr_args);
}

void
printfmt(void (*putch)(int, void *), void *putdat, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintfmt(putch, putdat, fmt, ap);
	va_end(ap);
}

/* The buffer of one snprintf(). */
struct Buffer {
	char *b_start;
	int b_size;
	int b_length; /* of the whole result; b_start holds the first b_size of it */
};

static void
buffer_putch(int c, void *putdat)
{
	struct Buffer *buffer = putdat;

	if (buffer->b_length < buffer->b_size)
		buffer->b_start[buffer->b_length] = (char)c;
	buffer->b_length++;
}

int
vsnprintf(char *buf, int n, const char *fmt, va_list ap)
{
	struct Buffer buffer = { .b_start = buf, .b_size = n };

	if (!buf || n < 1)
		return -E_INVAL;
	vprintfmt(buffer_putch, &buffer, fmt, ap);
	buf[MIN(buffer.b_length, n - 1)] = '\0';
	return buffer.b_length;
}

int
snprintf(char *buf, int n, const char *fmt, ...)
{
	va_list ap;
	int length;

	va_start(ap, fmt);
	length = vsnprintf(buf, n, fmt, ap);
	va_end(ap);
	return length;
}
