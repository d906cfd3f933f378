// wrong: the owner is woken though it waits for the end of another request.
// loses: disk_waits
/* EXERCISE 5.3 end */
-	if (owner && !(owner->env_wait == WAIT_FOR_DISK && owner->env_waits_disk == r->r_id)) {
+	if (owner && owner->env_wait != WAIT_FOR_DISK) {
/* END EXERCISE 5.3 */
