// wrong: what the file has is read to the start of the page, wherever it begins.
// loses: spawn_program
/* EXERCISE 5.11 load_piece */
-	    (r = read_whole(fd, PIECE + (from - va), to - from)) < 0)
+	    (r = read_whole(fd, PIECE, to - from)) < 0)
/* END EXERCISE 5.11 */
