// wrong: a read ends where the window does.
// loses: file_reads
/* EXERCISE 5.9 read_locked */
-		if (part == 0 && (r = window_move(fd, offset, false)) < 0)
+		if (part == 0 && done > 0)
+			break;
+		if (part == 0 && (r = window_move(fd, offset, false)) < 0)
/* END EXERCISE 5.9 */
