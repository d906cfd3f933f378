// wrong: a free entry counts as if it still held its name.
// loses: fs_names
/* EXERCISE 5.7 find_room */
-		if (de->de_reclen - used(de) >= size)
+		if (de->de_reclen - EXT2_DIRENT_SIZE(de->de_namelen) >= size)
/* END EXERCISE 5.7 */
