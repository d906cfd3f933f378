// wrong: the new entry gets what it needs: the last one does not reach the end of the block.
// loses: fs_names
/* EXERCISE 5.7 dir_add */
-	added->de_reclen = (uint16_t)(de->de_reclen - kept);
+	added->de_reclen = (uint16_t)EXT2_DIRENT_SIZE(name->n_len);
/* END EXERCISE 5.7 */
