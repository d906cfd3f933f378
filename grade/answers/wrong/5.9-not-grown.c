// wrong: nobody tells the server that the file is to become longer.
// loses: file_changes
/* EXERCISE 5.9 write_locked */
-			fd->fd_file.wanted = end;
/* END EXERCISE 5.9 */
