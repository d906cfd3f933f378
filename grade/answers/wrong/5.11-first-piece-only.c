// wrong: of a large segment, only what is put together at a time is loaded.
// loses: spawn_program
/* EXERCISE 5.11 load_segment */
-	for (; va < file_end; va += npages * PGSIZE) {
+	if (va < file_end) {
-		if ((r = load_piece(child, fd, ph, va, npages, perm)) < 0)
-			return r;
+		if ((r = load_piece(child, fd, ph, va, npages, perm)) < 0)
+			return r;
+		va = file_end;
/* END EXERCISE 5.11 */
