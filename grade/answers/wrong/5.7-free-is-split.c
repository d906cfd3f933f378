// wrong: a free entry is split as if it were in use.
// loses: fs_names
/* EXERCISE 5.7 dir_add */
-	uint32_t kept = used(de);
+	uint32_t kept = EXT2_DIRENT_SIZE(de->de_namelen);
/* END EXERCISE 5.7 */
