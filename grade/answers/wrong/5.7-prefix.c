// wrong: a name that begins so is taken for the name.
// loses: fs_names
/* EXERCISE 5.7 find_entry */
-		if (de->de_namelen == name->n_len && de->de_ino != 0 &&
+		if (de->de_namelen >= name->n_len && de->de_ino != 0 &&
/* END EXERCISE 5.7 */
