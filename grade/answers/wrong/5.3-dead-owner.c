// wrong: a request whose owner has ended is thought to have one.
// loses: disk_end
/* EXERCISE 5.3 end */
-	if (owner && !(owner->env_wait == WAIT_FOR_DISK && owner->env_waits_disk == r->r_id)) {
+	if (!owner || !(owner->env_wait == WAIT_FOR_DISK && owner->env_waits_disk == r->r_id)) {
/* END EXERCISE 5.3 */
