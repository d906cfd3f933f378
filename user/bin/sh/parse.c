/* SPDX-License-Identifier: MIT */
/*
 * parse.c - takes a line apart.
 *
 *	line:		pipeline { ( ";" | "&" | "&&" | "||" ) pipeline }
 *	pipeline:	[ "!" ] command { "|" command }
 *	command:	{ word | "<" word | ">" word | ">>" word |
 *			"2>" word | "2>>" word | "2>&1" | ">&2" }
 *
 * A command of redirections alone does nothing but to open these files.
 *
 * In a word, '...' keeps all characters as they are, "..." all but $ and \, and \ the one behind
 * it; $NAME and ${NAME} are replaced by the variable's value, which stays one word, or none if it
 * is empty and there is nothing else. A # at the beginning of a word makes the rest of the line a
 * remark.
 */
#include "sh.h"

enum Token {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_PIPE,
	TOKEN_REDIRECTION,
	TOKEN_NEXT,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_MEANWHILE,
	TOKEN_BAD
};

struct Sign {
	const char *text;
	enum Token token;
};

/* The longer ones first: the first that fits counts. */
static const struct Sign signs[] = {
	{ "2>&1", TOKEN_REDIRECTION }, { "2>>", TOKEN_REDIRECTION },
	{ "2>", TOKEN_REDIRECTION },   { "1>&2", TOKEN_REDIRECTION },
	{ ">&2", TOKEN_REDIRECTION },  { ">>", TOKEN_REDIRECTION },
	{ ">", TOKEN_REDIRECTION },    { "<", TOKEN_REDIRECTION },
	{ "&&", TOKEN_AND },	       { "||", TOKEN_OR },
	{ "&", TOKEN_MEANWHILE },      { "|", TOKEN_PIPE },
	{ ";", TOKEN_NEXT },
};

static int
bad(const char *what)
{
	fprintf(STDERR, "sh: %s\n", what);
	return -1;
}

static bool
put(struct Line *line, char c)
{
	if (line->used == sizeof(line->text))
		return false;
	line->text[line->used++] = c;
	return true;
}

/* Puts the value of the variable whose name begins at *rest, and goes behind the name. */
static bool
put_variable(struct Line *line)
{
	bool braces = *line->rest == '{';
	size_t n = var_name_length(line->rest + braces);
	char name[LINE_MAX];

	if (n == 0 || (braces && line->rest[1 + n] != '}'))
		return put(line, '$');
	strlcpy(name, line->rest + braces, MIN(n + 1, sizeof(name)));
	line->rest += n + 2 * braces;
	for (const char *value = var_get(name); *value; value++)
		if (!put(line, *value))
			return false;
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static bool
ends_word(char c)
{
	return c == '\0' || is_blank(c) || strchr("|&;<>", c) != NULL;
}

/*
 * Puts the word at line->rest into line->text. *nothing: there is none, all of it was variables
 * without a value. Null, having said why, if that is not possible.
 */
static const char *
word(struct Line *line, bool *nothing)
{
	size_t start = line->used;
	bool fits = true, quoted = false;
	char quote = '\0';

	while (fits && (quote ? *line->rest != '\0' : !ends_word(*line->rest))) {
		char c = *line->rest++;

		quoted |= c == '\'' || c == '"';
		if (quote && c == quote)
			quote = '\0';
		else if (!quote && (c == '\'' || c == '"'))
			quote = c;
		else if (c == '$' && quote != '\'')
			fits = put_variable(line);
		else if (c == '\\' && quote != '\'' && *line->rest != '\0')
			fits = put(line, *line->rest++);
		else
			fits = put(line, c);
	}
	*nothing = line->used == start && !quoted;
	if (quote || !fits || !put(line, '\0')) {
		bad(quote ? "a quote has no end" : "the line is too long");
		return NULL;
	}
	return line->text + start;
}

static void
skip_blanks(struct Line *line)
{
	while (is_blank(*line->rest))
		line->rest++;
}

/* The next word or sign of the line, and its text. */
static enum Token
next_token(struct Line *line, const char **text)
{
	bool nothing;

	do {
		skip_blanks(line);
		if (*line->rest == '\0' || *line->rest == '#')
			return TOKEN_END;
		for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
			if (strncmp(line->rest, signs[i].text, strlen(signs[i].text)) == 0) {
				*text = signs[i].text;
				line->rest += strlen(*text);
				return signs[i].token;
			}
		*text = word(line, &nothing);
	} while (*text && nothing);
	return *text ? TOKEN_WORD : TOKEN_BAD;
}

/* A redirection, which begins with this sign; if it is one to a file, that follows. */
static int
redirection(struct Line *line, struct Command *command, const char *sign)
{
	const char *arrow = strfind(sign, '>');
	struct Redirection *r;
	enum Token token;

	if (command->nredirections == REDIRECTIONS_MAX)
		return bad("too many redirections");
	r = &command->redirections[command->nredirections++];
	r->num = *sign == '<' ? STDIN : *sign == '2' ? STDERR : STDOUT;
	r->append = *arrow && arrow[1] == '>';
	if (strchr(sign, '&')) {
		r->other = r->num == STDERR ? STDOUT : STDERR;
		return 0;
	}
	token = next_token(line, &r->file);
	return token == TOKEN_WORD ? 0 : token == TOKEN_BAD ? -1 : bad("a file name is missing");
}

/* Reads a command; in *end, what came after it. */
static int
parse_command(struct Line *line, struct Command *command, enum Token *end)
{
	const char *text;

	memset(command, 0, sizeof(*command));
	for (;;) {
		*end = next_token(line, &text);
		switch (*end) {
		case TOKEN_WORD:
			if (command->argc == ARGS_MAX)
				return bad("too many arguments");
			command->argv[command->argc++] = text;
			break;
		case TOKEN_REDIRECTION:
			if (redirection(line, command, text) < 0)
				return -1;
			break;
		case TOKEN_BAD:
			return -1;
		default:
			return 0;
		}
	}
}

static enum Connector
connector(enum Token token)
{
	switch (token) {
	case TOKEN_AND:
		return RUN_IF_WELL;
	case TOKEN_OR:
		return RUN_IF_BADLY;
	case TOKEN_MEANWHILE:
		return RUN_MEANWHILE;
	default:
		return RUN_NEXT;
	}
}

void
parse_begin(struct Line *line, const char *text)
{
	line->rest = text;
	line->used = 0;
	line->pipeline.then = RUN_NEXT;
}

/* Takes the signs that turn a pipeline's status around. */
static bool
negations(struct Line *line)
{
	bool negated = false;

	skip_blanks(line);
	while (line->rest[0] == '!' && is_blank(line->rest[1])) {
		negated = !negated;
		line->rest++;
		skip_blanks(line);
	}
	return negated;
}

int
parse_next(struct Line *line)
{
	struct Pipeline *pipeline = &line->pipeline;
	bool joined = pipeline->then == RUN_IF_WELL || pipeline->then == RUN_IF_BADLY;
	enum Token end;

	pipeline->n = 0;
	pipeline->negated = negations(line);
	do {
		struct Command *command = &pipeline->commands[pipeline->n];

		if (pipeline->n == COMMANDS_MAX)
			return bad("too many commands in a pipeline");
		if (parse_command(line, command, &end) < 0)
			return -1;
		if (command->argc == 0 && command->nredirections > 0)
			command->argv[command->argc++] = NO_COMMAND;
		if (command->argc > 0)
			pipeline->n++;
		else if (pipeline->n > 0 || end != TOKEN_END || joined)
			return bad("a command is missing");
	} while (end == TOKEN_PIPE);
	pipeline->then = connector(end);
	return pipeline->n > 0;
}

bool
parse_list_meanwhile(const struct Line *line)
{
	bool several = false;
	char quote = '\0';

	for (const char *s = line->rest; *s != '\0'; s++) {
		if (quote || *s == '\'' || *s == '"') {
			quote = !quote ? *s : *s == quote ? '\0' : quote;
		} else if (*s == '\\' && s[1] != '\0') {
			s++;
		} else if (*s == ';' || (*s == '#' && (s == line->rest || is_blank(s[-1])))) {
			return false;
		} else if (*s == '&' || (*s == '|' && s[1] == '|')) {
			if (*s == '&' && s[1] != '&' && (s == line->rest || s[-1] != '>'))
				return several;
			several |= s[1] == *s;
			s += s[1] == *s;
		}
	}
	return false;
}
