/* SPDX-License-Identifier: MIT */
/*
 * path.c - paths. That "." and ".." lead somewhere is the directories' own doing: each has them.
 */
#include <user/fs/path.h>

bool
name_is_dots(const struct Name *name)
{
	return name->n_text[0] == '.' &&
	       (name->n_len == 1 || (name->n_len == 2 && name->n_text[1] == '.'));
}

/* Where the part of a path that begins here ends. */
static const char *
part_end(const char *s)
{
	while (*s && *s != '/')
		s++;
	return s;
}

static const char *
skip_slashes(const char *s)
{
	while (*s == '/')
		s++;
	return s;
}

/* From a directory to what it calls by this name. */
static int
step(uint32_t *ino, const struct Name *name)
{
	struct Place place;
	int r = dir_find(*ino, name, &place);

	if (r == 0)
		*ino = place.p_entry->de_ino;
	return r;
}

int
path_parent(const char *path, uint32_t *dir, struct Name *last)
{
	const char *s = skip_slashes(path);

	if (*path != '/')
		return -E_BAD_PATH;
	*dir = EXT2_ROOT_INO;
	*last = (struct Name){ ".", 1 };
	while (*s) {
		const char *end = part_end(s), *next = skip_slashes(end);
		int r;

		*last = (struct Name){ s, (uint32_t)(end - s) };
		if (last->n_len > MAXNAMELEN)
			return -E_BAD_PATH;
		if (*next && (r = step(dir, last)) < 0)
			return r;
		s = next;
	}
	return 0;
}

int
path_find(const char *path, uint32_t *ino, struct Name *last)
{
	struct Name name;
	int r = path_parent(path, ino, last ? last : (last = &name));

	return r < 0 ? r : step(ino, last);
}
