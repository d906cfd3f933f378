// wrong: whatever the disk says, the request has succeeded.
// loses: disk_errors
/* EXERCISE 5.3 move_on */
-	woken = end(r, state == IDE_DONE ? 0 : -E_IO);
+	woken = end(r, 0);
/* END EXERCISE 5.3 */
