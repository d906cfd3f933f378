// right: by offsets; of all that have room, the entry that has least; the first one of a block
//     keeps its name when it is removed, and a free one is made anew.
/* EXERCISE 5.7 find_entry */
	struct Dirent *de, *last = NULL;

	for (uint32_t at = 0; at < PGSIZE; at += de->de_reclen) {
		de = entry_at(page, at);
		if (de->de_ino && de->de_namelen == name->n_len) {
			uint32_t same = 0;

			while (same < name->n_len && de->de_name[same] == name->n_text[same])
				same++;
			if (same == name->n_len) {
				*before = last;
				return de;
			}
		}
		last = de;
	}
	*before = NULL;
	return NULL;
/* END EXERCISE 5.7 */
/* EXERCISE 5.7 find_room */
	struct Dirent *best = NULL, *de;
	uint32_t least = UINT32_MAX;

	for (uint32_t at = 0; at < PGSIZE; at += de->de_reclen) {
		uint32_t room;

		de = entry_at(page, at);
		room = de->de_reclen - used(de);
		if (room >= size && room < least) {
			least = room;
			best = de;
		}
	}
	return best;
/* END EXERCISE 5.7 */
/* EXERCISE 5.7 dir_add */
	struct Dirent *before = place->p_entry, *de = before;

	if (before->de_ino != 0) {
		de = entry_at(before, EXT2_DIRENT_SIZE(before->de_namelen));
		de->de_reclen = before->de_reclen;
		de->de_reclen -= (uint16_t)EXT2_DIRENT_SIZE(before->de_namelen);
	}
	memmove(de->de_name, name->n_text, name->n_len);
	de->de_namelen = (uint8_t)name->n_len;
	de->de_type = type;
	barrier();
	de->de_ino = ino;
	barrier();
	if (de != before)
		before->de_reclen -= de->de_reclen;
	cache_dirty(place->p_block);
/* END EXERCISE 5.7 */
/* EXERCISE 5.7 dir_remove */
	struct Dirent *de = place->p_entry;

	de->de_ino = 0;
	if (place->p_before != NULL) {
		uint32_t both = (uint32_t)place->p_before->de_reclen + de->de_reclen;

		place->p_before->de_reclen = (uint16_t)both;
		memset(de, 0, sizeof(*de));
	}
	cache_dirty(place->p_block);
/* END EXERCISE 5.7 */
