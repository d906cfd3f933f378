// wrong: only the p_filesz bytes of the file get pages.
// loses: env_load
/* EXERCISE 3.4 load_segment */
-	while (done < ph->p_memsz) {
+	while (done < ph->p_filesz) {
/* END EXERCISE 3.4 */
