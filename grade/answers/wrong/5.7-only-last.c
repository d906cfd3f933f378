// wrong: only the last entry of a block has room.
// loses: fs_names
/* EXERCISE 5.7 find_room */
-		if (de->de_reclen - used(de) >= size)
+		if (next_entry(de) == end && de->de_reclen - used(de) >= size)
/* END EXERCISE 5.7 */
