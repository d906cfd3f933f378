// wrong: one request is taken from the queue, and if it is refused, the next one waits for ever.
// loses: disk_revoked
/* EXERCISE 5.3 begin_next */
-	while (queue && !at_disk) {
+	if (queue && !at_disk) {
/* END EXERCISE 5.3 */
