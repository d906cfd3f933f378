// wrong: an off-by-one: the byte behind the range is checked, too.
// loses: pointer_check
/* EXERCISE 3.10 user_mem_check */
-	while (len > 0) {
+	len += len > 0;
+	while (len > 0) {
/* END EXERCISE 3.10 */
