// wrong: the ticket is read and counted on in two steps: two processors get the same.
// loses: lock_exclusive
/* EXERCISE 4.1 lock */
-	ticket = fetch_and_add(&l->sl_next, 1);
+	ticket = l->sl_next;
+	cpu_pause();
+	l->sl_next = ticket + 1;
/* END EXERCISE 4.1 */
