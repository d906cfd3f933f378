// wrong: each piece is a page long, the last one, too.
// loses: disk_pages
/* EXERCISE 5.2 pin */
-		part = MIN(size, (uint32_t)(PGSIZE - PGOFF(va)));
+		part = PGSIZE - PGOFF(va);
-	for (uint32_t part; size > 0; va += part, size -= part) {
+	for (uint32_t part; size > 0; va += part, size -= MIN(part, size)) {
/* END EXERCISE 5.2 */
