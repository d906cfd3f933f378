/* SPDX-License-Identifier: MIT */
/*
 * chdir.c - going to another directory (lib/cwd.c): a new page for its name.
 */
#include <lib/fsclient.h>

#define READ_ONLY (PTE_P | PTE_U)

static bool
is_part(const char *from, size_t n, const char *name)
{
	return n == strlen(name) && memcmp(from, name, n) == 0;
}

/* Takes "." and ".." out of an absolute path, and the slashes that are too many. */
static void
simplify(char *path)
{
	const char *from = path;
	char *to = path;
	size_t n;

	for (; *from != '\0'; from += n) {
		from++;
		n = (size_t)(strfind(from, '/') - from);
		if (is_part(from, n, "..")) {
			while (to > path && *--to != '/')
				;
		} else if (n > 0 && !is_part(from, n, ".")) {
			*to++ = '/';
			memmove(to, from, n);
			to += n;
		}
	}
	if (to == path)
		*to++ = '/';
	*to = '\0';
}

int
chdir(const char *path)
{
	static char there[MAXPATHLEN];
	struct Stat st;
	int r;

	if ((r = path_absolute(path, there)) < 0 || (r = stat(there, &st)) < 0)
		return r;
	if (!st.st_isdir)
		return -E_NOT_DIR;
	simplify(there);
	if ((r = sys_page_alloc(0, (void *)CWD, READ_ONLY | PTE_W)) < 0)
		return r;
	strcpy((char *)CWD, there);
	return sys_page_map(0, (void *)CWD, 0, (void *)CWD, READ_ONLY);
}
