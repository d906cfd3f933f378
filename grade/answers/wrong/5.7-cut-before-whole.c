// wrong: the entry before is cut down, and leads to the new one, before that is whole.
// loses: fs_names
/* EXERCISE 5.7 dir_add */
	struct Dirent *de = place->p_entry;
	uint32_t kept = used(de), left = de->de_reclen - kept;
	struct Dirent *added = entry_at(de, kept);

	if (kept > 0)
		de->de_reclen = (uint16_t)kept;
	barrier();
	added->de_reclen = (uint16_t)left;
	added->de_namelen = (uint8_t)name->n_len;
	added->de_type = type;
	memcpy(added->de_name, name->n_text, name->n_len);
	barrier();
	added->de_ino = ino;
	cache_dirty(place->p_block);
/* END EXERCISE 5.7 */
