// wrong: a removed entry stays in its place without an inode, and its room is never joined to
//     another's.
// loses: fs_names
/* EXERCISE 5.7 dir_remove */
-	if (place->p_before)
-		place->p_before->de_reclen += place->p_entry->de_reclen;
-	else
-		place->p_entry->de_ino = 0;
+	place->p_entry->de_ino = 0;
/* END EXERCISE 5.7 */
