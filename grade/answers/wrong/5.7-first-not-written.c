// wrong: the first entry of a block is removed in memory alone.
// loses: fs_names
/* EXERCISE 5.7 dir_remove */
-	if (place->p_before)
-		place->p_before->de_reclen += place->p_entry->de_reclen;
-	else
-		place->p_entry->de_ino = 0;
-	cache_dirty(place->p_block);
+	if (place->p_before) {
+		place->p_before->de_reclen += place->p_entry->de_reclen;
+		cache_dirty(place->p_block);
+	} else {
+		place->p_entry->de_ino = 0;
+	}
/* END EXERCISE 5.7 */
