// wrong: the offset moves by all that was to be written, also if there is an error then.
// loses: file_full
/* EXERCISE 5.9 write_locked */
-			if ((r = window_move(fd, offset, true)) < 0)
-				return done > 0 ? (ssize_t)done : r;
+			if ((r = window_move(fd, offset, true)) < 0) {
+				fd->fd_offset = (off_t)end;
+				return done > 0 ? (ssize_t)done : r;
+			}
/* END EXERCISE 5.9 */
