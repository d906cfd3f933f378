// wrong: always the bitmap of the first group.
// loses: fs_groups
/* EXERCISE 5.6 block_free */
-	if (cache_get(fs.groups[g].bg_block_bitmap, ROLE_BITMAP, (void **)&bitmap) < 0 ||
+	if (cache_get(fs.groups[0].bg_block_bitmap, ROLE_BITMAP, (void **)&bitmap) < 0 ||
/* END EXERCISE 5.6 */
