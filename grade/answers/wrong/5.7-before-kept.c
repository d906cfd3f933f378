// wrong: the entry before is the first of the block.
// loses: fs_names
/* EXERCISE 5.7 find_entry */
-	for (struct Dirent *de = page; de < end; *before = de, de = next_entry(de))
+	for (struct Dirent *de = page; de < end; *before = page, de = next_entry(de))
/* END EXERCISE 5.7 */
