// wrong: an entry without an inode is found by its old name.
// loses: fs_names
/* EXERCISE 5.7 find_entry */
-		if (de->de_namelen == name->n_len && de->de_ino != 0 &&
-		    memcmp(de->de_name, name->n_text, name->n_len) == 0)
+		if (de->de_namelen == name->n_len &&
+		    memcmp(de->de_name, name->n_text, name->n_len) == 0)
/* END EXERCISE 5.7 */
