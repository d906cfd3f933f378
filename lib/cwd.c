/* SPDX-License-Identifier: MIT */
/*
 * cwd.c - the directory from which paths start that do not begin with a slash. The file server
 * knows absolute paths only: that a program is somewhere is its own idea, kept as text in a page.
 * That page never changes: who goes elsewhere makes a new one (lib/chdir.c). So children share it.
 */
#include <lib/fsclient.h>

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
