// wrong: the entry before keeps its length, and reaches over the new one.
// loses: fs_names
/* EXERCISE 5.7 dir_add */
-	if (kept > 0)
-		de->de_reclen = (uint16_t)kept;
/* END EXERCISE 5.7 */
