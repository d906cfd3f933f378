// wrong: the first entry of a block cannot be removed.
// loses: fs_names
/* EXERCISE 5.7 dir_remove */
-	else
-		place->p_entry->de_ino = 0;
/* END EXERCISE 5.7 */
