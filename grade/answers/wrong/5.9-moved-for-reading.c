// wrong: pages to be written are asked for as if they were to be read.
// loses: file_changes
/* EXERCISE 5.9 window_move */
-	r = fs_file_request(fd, writes ? FSOP_MAP_WRITE : FSOP_MAP_READ, w->w_first, window_va(fd),
-			    FS_WINDOW_PAGES, &came);
+	r = fs_file_request(fd, FSOP_MAP_READ, w->w_first, window_va(fd), FS_WINDOW_PAGES, &came);
/* END EXERCISE 5.9 */
