// wrong: the entry before takes the length of the removed one instead of adding it.
// loses: fs_names
/* EXERCISE 5.7 dir_remove */
-		place->p_before->de_reclen += place->p_entry->de_reclen;
+		place->p_before->de_reclen = place->p_entry->de_reclen;
/* END EXERCISE 5.7 */
