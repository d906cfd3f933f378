// wrong: a request is begun while the disk is at another one.
// loses: disk_order
/* EXERCISE 5.3 begin_next */
-	while (queue && !at_disk) {
+	while (queue) {
/* END EXERCISE 5.3 */
