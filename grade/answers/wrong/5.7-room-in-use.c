// wrong: an entry that is long enough has room, whether it needs it or not.
// loses: fs_names
/* EXERCISE 5.7 find_room */
-		if (de->de_reclen - used(de) >= size)
+		if (de->de_reclen >= size)
/* END EXERCISE 5.7 */
