// wrong: the entry before is the entry itself.
// loses: fs_names
/* EXERCISE 5.7 find_entry */
-	for (struct Dirent *de = page; de < end; *before = de, de = next_entry(de))
+	for (struct Dirent *de = page; de < end && (*before = de); de = next_entry(de))
/* END EXERCISE 5.7 */
