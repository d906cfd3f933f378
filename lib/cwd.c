/* SPDX-License-Identifier: MIT */
/*
 * cwd.c - the directory from which paths start that do not begin with a slash. The file server
 * knows absolute paths only: that a program is somewhere is its own idea, kept as text in a page.
 * That page never changes: who goes elsewhere makes a new one. So children share it.
 */
#include <lib/fsclient.h>

#define READ_ONLY (PTE_P | PTE_U)

const char *
getcwd(void)
{
	return libos_mapped(CWD) ? (const char *)CWD : "/";
}

int
path_absolute(const char *path, char *buf)
{
	size_t n = 0;

	if (*path == '\0')
		return -E_BAD_PATH;
	if (*path != '/') {
		n = strlcpy(buf, getcwd(), MAXPATHLEN - 1);
		if (n > 1)
			buf[n++] = '/';
	}
	if (strnlen(path, MAXPATHLEN) >= MAXPATHLEN - n)
		return -E_BAD_PATH;
	strcpy(buf + n, path);
	return 0;
}

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
