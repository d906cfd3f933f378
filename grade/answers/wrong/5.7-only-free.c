// wrong: only entries without an inode have room.
// loses: fs_names
/* EXERCISE 5.7 find_room */
-		if (de->de_reclen - used(de) >= size)
+		if (de->de_ino == 0 && de->de_reclen >= size)
/* END EXERCISE 5.7 */
