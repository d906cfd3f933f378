// wrong: a write leaves the offset where it was.
// loses: file_writes
/* EXERCISE 5.9 write_locked */
-		fd->fd_offset += (off_t)part;
-		done += part;
-	}
-	return (ssize_t)done;
+		fd->fd_offset += (off_t)part;
+		done += part;
+	}
+	fd->fd_offset = (off_t)(end - n);
+	return (ssize_t)done;
/* END EXERCISE 5.9 */
