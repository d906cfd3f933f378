/* SPDX-License-Identifier: MIT */
/*
 * readline.c - reads one line with editing, for the kernel's monitor and for programs.
 *
 * What the line editor shows is made of printable characters and backspaces only, so that it works
 * on every terminal. Keys: Backspace or Ctrl-H, Delete, Left, Right, Home or Ctrl-A, End or Ctrl-E,
 * Ctrl-W (removes the word before the cursor), Ctrl-U (removes all before it), Ctrl-C (gives up),
 * Ctrl-D (end of input, on an empty line).
 */
/* LAB 5 */
/* Up and Down: earlier lines, and back. */
/* END LAB 5 */
#include <inc/stdio.h>
#include <inc/string.h>

#define LINE_SIZE 1024

#define CTRL(letter) ((letter) - '@')
#define KEY_ESCAPE 0x1B
#define KEY_DELETE 0x7F

/* Where in an escape sequence of a terminal's cursor keys the input stands. */
enum Escape {
	ESCAPE_NONE,
	ESCAPE_START, /* after ESC */
	ESCAPE_BODY   /* after ESC [ or ESC O, and then digits */
};

/*
 * The line being edited. Invariants: l_cursor <= l_length < LINE_SIZE; the terminal's cursor stands
 * on the character at l_cursor.
 */
struct Line {
	char l_text[LINE_SIZE];
	size_t l_length;
	size_t l_cursor;
	bool l_echo;
	enum Escape l_escape;
	int l_parameter; /* the number in the escape sequence */
};

static struct Line line;

static void
show(int c)
{
	if (line.l_echo)
		cputchar(c);
}

static void
move_to(size_t cursor)
{
	while (line.l_cursor > cursor) {
		show('\b');
		line.l_cursor--;
	}
	while (line.l_cursor < cursor)
		show(line.l_text[line.l_cursor++]);
}

/* Shows what stands from the cursor on, and blanks after it, and comes back to the cursor. */
static void
redraw(size_t blanks)
{
	size_t cursor = line.l_cursor;

	move_to(line.l_length);
	for (size_t i = 0; i < blanks; i++)
		show(' ');
	for (size_t i = 0; i < blanks; i++)
		show('\b');
	move_to(cursor);
}

/*
 * Exercise 1.9 (6 points): put the character c into the line at the cursor.
 *
 * What stands at the cursor and behind it moves up by one (memmove), and the cursor ends up behind
 * the new character. The whole line must fit in l_text with a final zero: if there is no room, ring
 * the terminal's bell, show('\a'), and drop c. Keep the invariants of struct Line: show the
 * new character by move_to(), and what stands behind it by redraw(0).
 */
static void
insert(char c)
{
	/* EXERCISE 1.9 insert */
	char *at = line.l_text + line.l_cursor;

	if (line.l_length + 1 >= LINE_SIZE) {
		show('\a');
		return;
	}
	memmove(at + 1, at, line.l_length - line.l_cursor);
	*at = c;
	line.l_length++;
	move_to(line.l_cursor + 1);
	if (line.l_cursor < line.l_length)
		redraw(0);
	/* END EXERCISE 1.9 */
}

/*
 * Exercise 1.9, continued: remove the characters from position start up to the cursor, which
 * ends up at start. What stood at the cursor and behind it moves down. redraw() shows the rest of
 * the line and blanks out as many characters as went away.
 */
static void
erase_from(size_t start)
{
	/* EXERCISE 1.9 erase_from */
	size_t end = line.l_cursor, n = end - start;

	if (n == 0)
		return;
	move_to(start);
	memmove(line.l_text + start, line.l_text + end, line.l_length - end);
	line.l_length -= n;
	redraw(n);
	/* END EXERCISE 1.9 */
}

/* LAB 5 */
/*
 * Earlier lines, each with its final zero, the last one at the end: as many as fit, the oldest ones
 * make room.
 */
static char history[2048];
static size_t history_used;
static size_t recalled; /* where the line begins that was fetched; history_used: none */

/* Where the line begins that ends before end. */
static size_t
line_before(size_t end)
{
	for (end--; end > 0 && history[end - 1] != '\0'; end--)
		;
	return end;
}

/* Keeps a line, unless it is empty, or the same as the last one. */
static void
history_keep(const char *text)
{
	size_t n = strlen(text) + 1;

	if (n == 1 || (history_used > 0 && strcmp(history + line_before(history_used), text) == 0))
		return;
	while (history_used + n > sizeof(history)) {
		size_t first = strlen(history) + 1;

		history_used -= first;
		memmove(history, history + first, history_used);
	}
	memcpy(history + history_used, text, n);
	history_used += n;
}

/* Puts text in the place of the line. */
static void
replace_line(const char *text)
{
	move_to(line.l_length);
	erase_from(0);
	while (*text != '\0')
		insert(*text++);
}

static void
history_up(void)
{
	if (recalled == 0)
		return;
	recalled = line_before(recalled);
	replace_line(history + recalled);
}

static void
history_down(void)
{
	if (recalled == history_used)
		return;
	recalled += strlen(history + recalled) + 1;
	replace_line(recalled < history_used ? history + recalled : "");
}
/* END LAB 5 */

static void
erase_forward(void)
{
	if (line.l_cursor < line.l_length) {
		move_to(line.l_cursor + 1);
		erase_from(line.l_cursor - 1);
	}
}

static void
erase_word(void)
{
	size_t start = line.l_cursor;

	while (start > 0 && line.l_text[start - 1] == ' ')
		start--;
	while (start > 0 && line.l_text[start - 1] != ' ')
		start--;
	erase_from(start);
}

/* Does what the cursor key with this final character means; ~ follows a number. */
static void
cursor_key(int final)
{
	if (final == 'D' && line.l_cursor > 0)
		move_to(line.l_cursor - 1);
	else if (final == 'C' && line.l_cursor < line.l_length)
		move_to(line.l_cursor + 1);
	else if (final == 'H' || (final == '~' && line.l_parameter == 1))
		move_to(0);
	else if (final == 'F' || (final == '~' && line.l_parameter == 4))
		move_to(line.l_length);
	else if (final == '~' && line.l_parameter == 3)
		erase_forward();
	/* LAB 5 */
	else if (final == 'A')
		history_up();
	else if (final == 'B')
		history_down();
	/* END LAB 5 */
}

/* Takes a character of an escape sequence. */
static void
escape(int c)
{
	if (line.l_escape == ESCAPE_START) {
		line.l_escape = c == '[' || c == 'O' ? ESCAPE_BODY : ESCAPE_NONE;
		line.l_parameter = 0;
	} else if (c >= '0' && c <= '9') {
		line.l_parameter = line.l_parameter * 10 % 1000 + (c - '0');
	} else if (c != ';') {
		line.l_escape = ESCAPE_NONE;
		cursor_key(c);
	}
}

/* Takes a character that is none of those that end the line. */
static void
edit(int c)
{
	if (line.l_escape != ESCAPE_NONE)
		escape(c);
	else if (c == KEY_ESCAPE)
		line.l_escape = ESCAPE_START;
	else if ((c == '\b' || c == KEY_DELETE) && line.l_cursor > 0)
		erase_from(line.l_cursor - 1);
	else if (c == CTRL('A'))
		move_to(0);
	else if (c == CTRL('E'))
		move_to(line.l_length);
	else if (c == CTRL('U'))
		erase_from(0);
	else if (c == CTRL('W'))
		erase_word();
	else if (c >= ' ' && c < KEY_DELETE)
		insert((char)c);
}

/* Shows text and ends the terminal's line. */
static void
finish(const char *text)
{
	move_to(line.l_length);
	while (*text != '\0')
		show(*text++);
	show('\n');
}

char *
readline(const char *prompt)
{
	int c;

	if (prompt)
		cprintf("%s", prompt);
	line.l_length = line.l_cursor = 0;
	line.l_escape = ESCAPE_NONE;
	line.l_echo = iscons(0);
	/* LAB 5 */
	recalled = history_used;
	/* END LAB 5 */
	for (;;) {
		c = getchar();
		if (c == '\n' || c == '\r') {
			finish("");
			line.l_text[line.l_length] = '\0';
			/* LAB 5 */
			history_keep(line.l_text);
			/* END LAB 5 */
			return line.l_text;
		}
		if (c < 0 || (c == CTRL('D') && line.l_length == 0)) {
			finish("");
			return NULL;
		}
		if (c == CTRL('C')) {
			finish("^C");
			return NULL;
		}
		edit(c);
	}
}
