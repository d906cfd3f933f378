// wrong: that the disk fails is taken for a file that is too short.
// loses: spawn_refuses
/* EXERCISE 5.11 load_piece */
-	    (r = read_whole(fd, PIECE + (from - va), to - from)) < 0)
-		return r;
+	    (r = readn(fd, PIECE + (from - va), to - from)) < 0)
+		return r;
+	if ((uint32_t)r < to - from)
+		return -E_NOT_EXEC;
/* END EXERCISE 5.11 */
