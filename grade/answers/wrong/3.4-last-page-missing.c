// wrong: an off-by-one: a last page that is only partly used is not mapped.
// loses: env_load
/* EXERCISE 3.4 load_segment */
-	while (done < ph->p_memsz) {
+	while (done + PGSIZE <= ph->p_memsz) {
/* END EXERCISE 3.4 */
