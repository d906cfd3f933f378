// wrong: a free entry has its inode before it has its name.
// loses: fs_names
/* EXERCISE 5.7 dir_add */
-	added->de_reclen = (uint16_t)(de->de_reclen - kept);
+	added->de_ino = ino;
+	barrier();
+	added->de_reclen = (uint16_t)(de->de_reclen - kept);
-	barrier();
-	added->de_ino = ino;
/* END EXERCISE 5.7 */
