// wrong: the entry before keeps exactly its name, not a multiple of four bytes.
// loses: fs_names
/* EXERCISE 5.7 dir_add */
-	uint32_t kept = used(de);
+	uint32_t kept = de->de_ino ? (uint32_t)sizeof(*de) + de->de_namelen : 0;
/* END EXERCISE 5.7 */
